"""Looks at customers."""
