"""Rules for cash: invoices, late payers, liquidity, cost of acquisition, refunds."""
