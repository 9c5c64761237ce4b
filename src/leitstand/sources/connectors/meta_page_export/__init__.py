"""Posts of Facebook pages and Instagram accounts."""
