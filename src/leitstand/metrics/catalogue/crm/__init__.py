"""Metrics of the CRM system itself."""
