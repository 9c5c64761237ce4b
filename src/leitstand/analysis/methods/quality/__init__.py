"""Looks at the records themselves."""
