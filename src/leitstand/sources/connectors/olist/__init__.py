"""Orders, payments, reviews and seller leads of a Brazilian marketplace (Olist)."""
