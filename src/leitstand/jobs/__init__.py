"""The jobs that walk the whole chain: import, withdraw, rebuild."""
