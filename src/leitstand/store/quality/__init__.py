"""Data quality: what a row must not say, and how many rows say it."""
