"""Actions and what they brought."""
