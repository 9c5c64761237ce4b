"""What each family shows beside what all of them show."""
