"""DATEV: posting batches, debtors and account names in the EXTF and DTVF formats."""
