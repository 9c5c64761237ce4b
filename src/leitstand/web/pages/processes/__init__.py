"""All processes at a glance."""
