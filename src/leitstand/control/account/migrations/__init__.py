"""Changes to the tables of `account`, oldest first."""
