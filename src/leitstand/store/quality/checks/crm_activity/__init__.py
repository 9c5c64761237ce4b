"""Checks of the table crm_activity."""
