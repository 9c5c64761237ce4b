"""Checks of the table invoice."""
