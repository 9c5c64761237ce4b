"""Checks of the table review."""
