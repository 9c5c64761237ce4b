"""How fast the command answers --help, beside a bare Python: python benchmarks/start.py"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 9


def seconds(*command: str) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    bare = seconds(sys.executable, "-c", "pass")
    for arguments in (["--help"], ["show", "--help"]):
        own = seconds(str(Path(sys.executable).parent / "leitstand"), *arguments)
        print(f"leitstand {' '.join(arguments):12} {own:.3f} s   bare python {bare:.3f} s   ratio {own / bare:.1f}")


if __name__ == "__main__":
    main()
