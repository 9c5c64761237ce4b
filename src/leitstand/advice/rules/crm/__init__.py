"""Rules for the CRM itself: quality of records, use."""
