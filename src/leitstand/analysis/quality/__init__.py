"""Says how far the records of each system, and the rows of each table, can be trusted."""
