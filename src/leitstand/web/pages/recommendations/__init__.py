"""What to do, best first."""
