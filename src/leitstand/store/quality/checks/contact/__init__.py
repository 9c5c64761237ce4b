"""Checks of the table contact."""
