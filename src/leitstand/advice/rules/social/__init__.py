"""Rules for social media: distribution and content."""
