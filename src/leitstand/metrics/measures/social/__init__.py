"""Measures of social media."""
