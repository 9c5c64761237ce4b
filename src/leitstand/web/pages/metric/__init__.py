"""One metric in full."""
