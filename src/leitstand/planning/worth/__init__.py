"""Is the CRM worth it? Customers worked with beside comparable ones, and what customers cost the longer they stay."""
