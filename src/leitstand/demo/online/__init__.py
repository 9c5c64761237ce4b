"""Visits, posts, mailings and advertising."""
