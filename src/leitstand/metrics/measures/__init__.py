"""The drawer of measures: one aggregation over one table, one file each."""
