"""Checks of the table lead."""
