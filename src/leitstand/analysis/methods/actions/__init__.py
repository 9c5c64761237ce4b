"""Looks at what was done on purpose: tests and campaigns with a control group."""
