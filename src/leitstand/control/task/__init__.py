"""Whom to turn to today, and what people said to it."""
