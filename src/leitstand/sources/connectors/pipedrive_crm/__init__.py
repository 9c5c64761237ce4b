"""Deals, organisations and people of Pipedrive."""
