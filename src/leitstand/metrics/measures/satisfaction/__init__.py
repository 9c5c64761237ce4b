"""Measures of satisfaction and loyalty."""
