"""Metrics of the website."""
