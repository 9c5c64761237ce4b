"""Names and addresses of people, kept apart from everything that is counted."""
