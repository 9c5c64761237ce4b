"""Lists of account movements that German banks export as CSV."""
