"""Checks of the table product."""
