"""Customer invoices with due and settled date (IBM sample)."""
