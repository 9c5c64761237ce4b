"""Checks of the table order."""
