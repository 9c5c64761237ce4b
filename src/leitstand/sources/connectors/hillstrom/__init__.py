"""E-mail campaign with a randomly chosen control group (Hillstrom)."""
