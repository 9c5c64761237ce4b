"""Goals and how likely they are reached."""
