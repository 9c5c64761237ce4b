"""Answers what would happen to all other numbers if some of them moved."""
