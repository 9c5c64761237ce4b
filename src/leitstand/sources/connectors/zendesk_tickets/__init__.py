"""Tickets of a Zendesk help desk."""
