"""Changes to the tables of `identity`, oldest first."""
