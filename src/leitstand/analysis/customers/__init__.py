"""Methods over customers: value, retention, risk, what goes with success."""
