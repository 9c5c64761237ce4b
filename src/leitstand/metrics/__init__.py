"""The metric catalogue and the machine that computes it."""
