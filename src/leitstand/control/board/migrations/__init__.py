"""Changes to the tables of `board`, oldest first."""
