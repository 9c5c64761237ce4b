"""The drawer of pages: one folder each, its `page.py` declares PAGE."""
