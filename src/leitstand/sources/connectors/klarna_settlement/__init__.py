"""Klarna: settlement report (sales, fees, returns, payout)."""
