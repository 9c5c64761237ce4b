"""What is ordered, sent and returned."""
