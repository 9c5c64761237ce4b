"""Measures of cash flow."""
