"""Checks of the table subscription_period."""
