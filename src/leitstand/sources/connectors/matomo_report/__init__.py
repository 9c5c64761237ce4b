"""Reports of Matomo."""
