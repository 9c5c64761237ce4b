"""One family of metrics on one page."""
