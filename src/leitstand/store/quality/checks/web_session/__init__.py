"""Checks of the table web_session."""
