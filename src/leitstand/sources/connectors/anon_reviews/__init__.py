"""Ratings of vendors with time, without names (anonymous reviews)."""
