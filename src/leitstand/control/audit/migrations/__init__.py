"""Changes to the tables of `audit`, oldest first."""
