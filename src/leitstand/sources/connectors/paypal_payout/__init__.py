"""PayPal: list of activities (gross, fee, net)."""
