"""Tickets, surveys, the sales pipeline and how the CRM is used."""
