"""Orders of a Shopify shop."""
