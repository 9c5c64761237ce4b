"""Seconds until a person sees numbers of the demo company: python benchmarks/overview.py"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LEITSTAND = str(Path(sys.executable).parent / "leitstand")
QUESTIONS = (
    ["overview"],
    ["show", "revenue_net"],
    ["show", "revenue_net", "--by", "country", "--compare", "previous_year"],
    ["show", "aov", "--by", "channel", "segment"],
    ["metrics"],
)


def timed(label: str, *command: str) -> None:
    """Prints wall and processor seconds of a command, children included."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"{label:62} {wall:6.2f} s   processor {spent:6.2f} s")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = str(Path(folder) / "home")
        timed("demo company: made, written, loaded, matched, checked", LEITSTAND, "--home", home, "demo", "--no-serve")
        for question in QUESTIONS:
            timed(" ".join(question), LEITSTAND, "--home", home, *question)


if __name__ == "__main__":
    main()
