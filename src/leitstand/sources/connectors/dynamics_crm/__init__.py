"""Opportunities, accounts and leads of Dynamics 365."""
