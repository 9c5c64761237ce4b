"""The drawer of kinds of charts: one file each."""
