"""Answers of Google Forms."""
