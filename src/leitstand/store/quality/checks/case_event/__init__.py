"""Checks of the table case_event."""
