"""Sales pipeline of a hardware company (Maven CRM Sales Opportunities)."""
