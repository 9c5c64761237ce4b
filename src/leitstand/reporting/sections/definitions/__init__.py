"""What the metrics mean."""
