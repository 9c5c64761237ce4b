"""Goals, what-if and actions."""
