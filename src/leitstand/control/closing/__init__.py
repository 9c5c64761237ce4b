"""Months that somebody has signed off."""
