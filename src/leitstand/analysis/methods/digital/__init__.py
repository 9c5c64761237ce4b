"""Looks at website and social media."""
