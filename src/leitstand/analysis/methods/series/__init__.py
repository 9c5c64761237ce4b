"""Looks at the course of every metric."""
