"""Metrics of revenue growth."""
