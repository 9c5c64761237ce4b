"""What the company wants to reach."""
