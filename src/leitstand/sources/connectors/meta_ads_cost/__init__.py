"""Costs of Meta Ads campaigns."""
