"""Opportunities, accounts and leads of Salesforce."""
