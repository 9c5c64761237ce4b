"""Changes to the tables of `notice`, oldest first."""
