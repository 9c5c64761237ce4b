"""The list of all customers."""
