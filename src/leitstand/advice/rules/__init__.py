"""The drawer of the rules, one folder per theme."""
