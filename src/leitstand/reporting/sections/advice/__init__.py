"""What is advised."""
