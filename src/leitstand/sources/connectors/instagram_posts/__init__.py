"""Posts of an Instagram account with reach by source (Instagram insights)."""
