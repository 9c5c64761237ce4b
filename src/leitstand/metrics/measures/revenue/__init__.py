"""Measures of revenue growth."""
