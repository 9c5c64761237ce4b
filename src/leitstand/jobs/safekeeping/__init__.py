"""Backups of a home: making one, putting it back, trying whether that would work."""
