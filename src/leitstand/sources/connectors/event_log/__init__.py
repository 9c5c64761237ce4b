"""Event logs of any process (process mining): XES, CSV or Parquet."""
