"""Checks of the table payment."""
