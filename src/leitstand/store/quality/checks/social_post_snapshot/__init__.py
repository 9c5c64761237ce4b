"""Checks of the table social_post_snapshot."""
