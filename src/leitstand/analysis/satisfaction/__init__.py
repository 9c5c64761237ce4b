"""What drives satisfaction, and what people write about."""
