"""Looks at processes."""
