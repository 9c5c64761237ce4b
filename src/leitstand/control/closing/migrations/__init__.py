"""Changes to the tables of `closing`, oldest first."""
