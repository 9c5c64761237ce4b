"""Connections, published versions and the shape of the tables."""
