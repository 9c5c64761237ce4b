"""Finds out what the lines on the company's bank accounts are."""
