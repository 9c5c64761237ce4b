"""Checks of the table order_line."""
