"""Trial balances (Summen- und Saldenliste) of bookkeeping programs."""
