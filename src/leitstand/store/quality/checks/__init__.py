"""The drawer of checks, one folder per table."""
