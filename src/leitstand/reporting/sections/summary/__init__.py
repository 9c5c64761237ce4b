"""What the report comes to."""
