"""Bank statements (MT940, MT942, CAMT.052, CAMT.053, CAMT.054)."""
