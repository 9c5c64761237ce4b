"""Changes to the tables of `plan`, oldest first."""
