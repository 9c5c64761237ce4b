"""Metrics of satisfaction and loyalty."""
