"""Purchases of grocery households with campaigns and coupons (The Complete Journey)."""
