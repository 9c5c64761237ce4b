"""The drawer of the work that is done in the background, one file each."""
