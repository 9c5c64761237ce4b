"""The drawer of identities: the exact arithmetic of the metric tree."""
