"""Costs of LinkedIn Ads campaigns."""
