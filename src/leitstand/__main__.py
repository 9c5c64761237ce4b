"""Lets `python -m leitstand` be the same as `leitstand`."""

from __future__ import annotations

import sys

from leitstand.cli import main

if __name__ == "__main__":
    sys.exit(main())
