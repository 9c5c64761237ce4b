"""The reasons to turn to a customer, one file each."""
