"""What actions taught."""
