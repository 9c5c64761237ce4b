"""Finds customers, metrics, findings, actions and pages."""
