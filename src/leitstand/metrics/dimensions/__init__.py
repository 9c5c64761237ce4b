"""The drawer of dimensions: what numbers are split by."""
