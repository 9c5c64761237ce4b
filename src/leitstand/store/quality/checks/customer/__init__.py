"""Checks of the table customer."""
