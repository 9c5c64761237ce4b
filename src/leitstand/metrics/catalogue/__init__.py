"""The drawer of metrics, one folder per family."""
