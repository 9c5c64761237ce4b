"""Answers of LamaPoll."""
