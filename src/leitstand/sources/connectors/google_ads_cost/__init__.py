"""Costs of Google Ads campaigns."""
