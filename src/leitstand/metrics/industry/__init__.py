"""The drawer of published figures: one file per metric, named after it."""
