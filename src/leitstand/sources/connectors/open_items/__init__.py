"""Lists of open items (Offene-Posten-Liste, OPOS) of bookkeeping programs."""
