"""Orders of JTL-Wawi."""
