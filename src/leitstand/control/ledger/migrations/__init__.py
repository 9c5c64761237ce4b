"""Changes to the tables of `ledger`, oldest first."""
