"""Reports of Google Analytics 4."""
