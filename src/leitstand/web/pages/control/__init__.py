"""Whether it goes as planned."""
