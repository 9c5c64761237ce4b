"""Writes the company as the files that its systems would export, one module per system."""
