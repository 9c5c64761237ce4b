"""What there is to do for customers today."""
