"""Weekly sales of the stores of a retail chain (Walmart)."""
