"""Measures of the CRM system itself."""
