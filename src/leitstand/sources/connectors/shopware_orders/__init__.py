"""Orders of a Shopware 5 shop."""
