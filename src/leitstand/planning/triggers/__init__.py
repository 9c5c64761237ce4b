"""Reasons to turn to a customer today: one file each, the machine that looks at them, and the lists of people."""
