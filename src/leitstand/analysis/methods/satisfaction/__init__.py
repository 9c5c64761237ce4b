"""Looks at answers and texts."""
