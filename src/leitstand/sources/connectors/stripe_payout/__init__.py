"""Stripe: balance history and payout reports (gross, fee, net)."""
