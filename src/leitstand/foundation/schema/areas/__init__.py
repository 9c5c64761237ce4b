"""The drawer of canonical tables, one module per subject area."""
