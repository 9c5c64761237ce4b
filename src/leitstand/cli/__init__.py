"""The `leitstand` command."""
