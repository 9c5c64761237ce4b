"""Posts of fashion sellers on Facebook with their reactions (Facebook Live Thailand)."""
