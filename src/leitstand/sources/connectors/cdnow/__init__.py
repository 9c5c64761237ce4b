"""Purchase history of a CD shop (CDNOW)."""
