"""Signals that want an answer, or that all is calm."""
