"""Data: where they come from, bringing in more, and whether they are right."""
