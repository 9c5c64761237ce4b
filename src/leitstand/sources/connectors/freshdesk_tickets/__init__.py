"""Tickets of a Freshdesk help desk."""
