"""Checks of the table ticket."""
