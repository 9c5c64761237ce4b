"""Checks of the table refund."""
