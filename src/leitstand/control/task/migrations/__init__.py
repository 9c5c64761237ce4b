"""Changes to the tables of `task`, oldest first."""
