"""Posts of a cosmetics brand on Facebook with their counters (UCI Facebook metrics)."""
