"""The `leitstand` command."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; answers its exit code (see `leitstand --help`)."""
    from leitstand.cli.command import run

    return run(argv)
