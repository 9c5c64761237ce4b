"""Posts and days of a LinkedIn page."""
