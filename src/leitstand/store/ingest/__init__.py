"""From staged rows to the raw store and the canonical tables."""
