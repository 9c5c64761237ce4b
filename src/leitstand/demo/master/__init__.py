"""People, staff, goods and campaigns of the invented company."""
