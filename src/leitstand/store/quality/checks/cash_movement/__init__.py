"""Checks of the table cash_movement."""
