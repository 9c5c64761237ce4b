"""Holds what happens against what was planned: corridors, signals on special causes only, reviews of a period."""
