"""One finding in full."""
