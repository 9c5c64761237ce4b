"""What the figures rest on."""
