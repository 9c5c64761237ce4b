"""Metrics of cash flow."""
