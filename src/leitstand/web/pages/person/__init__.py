"""One customer, from all sides."""
