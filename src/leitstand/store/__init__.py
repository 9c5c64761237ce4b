"""Keeps the canonical tables; the only layer that opens the engine."""
