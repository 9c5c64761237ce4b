"""Checks of the table cash_balance."""
