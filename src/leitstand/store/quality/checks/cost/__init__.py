"""Checks of the table cost."""
