"""Rules for the website: traffic, purchase funnel, speed, elements."""
