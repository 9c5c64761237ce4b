"""Small companies in which nothing happens, one after the other: what the benchmarks on false alarms have in common."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

Look = Callable[[int, int, int, Path], dict[str, Any]]
"""(seed, customers, months, folder of the homes) → what came of one company; called in a process of its own."""


def companies(look: Look, count: int) -> Iterator[dict[str, Any]]:
    """What came of each company that the command line asks for, as soon as it is known. count: by default."""
    parser = argparse.ArgumentParser()
    parser.add_argument("n", type=int, nargs="?", default=count)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--customers", type=int, default=300)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, ProcessPoolExecutor(args.jobs) as pool:
        folder = args.keep or Path(scratch)
        seeds = range(args.first, args.first + args.n)
        for task in [pool.submit(look, seed, args.customers, args.months, folder) for seed in seeds]:
            yield task.result()
