"""Answers of Microsoft Forms."""
