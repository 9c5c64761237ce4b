"""Checks of the table deal."""
