"""The drawer of finding types: one file each."""
