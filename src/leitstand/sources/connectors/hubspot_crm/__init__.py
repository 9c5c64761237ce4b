"""Deals, companies and contacts of HubSpot."""
