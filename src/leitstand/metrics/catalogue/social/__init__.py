"""Metrics of social media."""
