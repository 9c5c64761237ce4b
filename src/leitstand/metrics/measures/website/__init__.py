"""Measures of the website."""
