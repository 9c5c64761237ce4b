"""What to do about what was found: rules, what their advice is worth, and in which order."""
