"""The drawer of sources: one folder per system with connector.py, sample/ and, where needed, mapping.py."""
