"""The lead metrics of each family."""
