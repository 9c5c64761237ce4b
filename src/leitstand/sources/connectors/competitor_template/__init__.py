"""Observations of competitors, in the template of Leitstand."""
