"""Changes to the tables of `work`, oldest first."""
