"""Looks at how totals are made up."""
