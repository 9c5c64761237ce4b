"""Orders of a WooCommerce shop."""
