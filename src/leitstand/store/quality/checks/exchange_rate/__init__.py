"""Checks of the table exchange_rate."""
