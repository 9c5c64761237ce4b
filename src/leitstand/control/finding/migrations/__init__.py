"""Changes to the tables of `finding`, oldest first."""
