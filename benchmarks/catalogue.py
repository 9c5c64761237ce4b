"""All metrics by month with every single dimension, beside hand-written SQL, pandas and polars:
python benchmarks/catalogue.py [--size 0.1]; 1.0 = ten million order lines, twenty million web events.

Seconds are those of the processor, so that other work on the machine does not count; ratios are ours ÷ theirs.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import company
import floor
import peers

from leitstand.foundation.home import Home
from leitstand.metrics.compute import cube, refresh
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.contract import Model
from leitstand.metrics.registry import metrics
from leitstand.store.database import engine, layout

TOLERANCE = 1e-6
Numbers = dict[tuple[str, date, str, str | None], float]
"""(metric, month, split, cell) → value"""


def measured(work: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """What the work answers, with processor seconds, seconds and the peak memory of the process so far."""
    before, start = os.times(), time.perf_counter()
    found = work()
    wall, after = time.perf_counter() - start, os.times()
    spent = after.user + after.system - before.user - before.system
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found, {"seconds": spent, "wall": wall, "peak_mb": peak}


def facts(home: Home) -> StoreFacts:
    return StoreFacts(engine.read(home))


def ours(home: Home, ids: Iterable[str] | None = None, dimensions: Iterable[str] | None = None) -> Any:
    chosen = None if dimensions is None else set(dimensions)
    return cube.catalogue(facts(home), "month", ids, intervals=False, dimensions=chosen)


def shown(found: dict[Any, list[Any]]) -> Numbers:
    """Our values that are shown as they are: not those that privacy folds or too small a sample withholds."""
    return {
        (identity, value.period.start, "".join(by), next(iter(value.dims.values()), None)): value.value
        for (identity, by), values in found.items()
        for value in values
        if value.status == "ok" and OTHER not in value.dims.values()
    }


def numbers(rows: Iterable[dict[str, Any]]) -> Numbers:
    return {
        (name, row["month"], row["split"], row["cell"]): float(row[name])
        for row in rows
        for name in row.keys() - {"month", "split", "cell"}
        if row[name] is not None
    }


def unequal(given: Numbers, reference: Numbers) -> list[Any]:
    """Our values that the reference does not have, or has otherwise."""
    return [
        (key, value, reference.get(key))
        for key, value in given.items()
        if key not in reference or abs(value - reference[key]) > TOLERANCE * max(1.0, abs(value))
    ]


def against_floor(home: Home, ids: Iterable[str] = floor.METRICS) -> dict[str, Any]:
    found, mine = measured(lambda: ours(home, ids))
    connection = engine.connect(engine.writer_path(home))
    rows, theirs = measured(lambda: list(floor.run(connection)))
    connection.close()
    given, reference = shown(found), numbers(rows)
    return {"ours": mine, "theirs": theirs, "compared": len(given), "unequal": len(unequal(given, reference))}


def against_peer(home: Home, peer: Callable[[Path], Iterable[dict[str, Any]]]) -> dict[str, Any]:
    rows, theirs = measured(lambda: list(peer(home.path)))
    given, reference = shown(ours(home, peers.METRICS, peers.SPLITS)), numbers(rows)
    return {"theirs": theirs, "compared": len(given), "unequal": len(unequal(given, reference))}


def whole(home: Home) -> dict[str, Any]:
    found, spent = measured(lambda: ours(home))
    return spent | {"metrics": len({identity for identity, _ in found}), "values": sum(map(len, found.values()))}


def models(home: Home) -> dict[str, Any]:
    waiting = [identity for identity, one in metrics().items() if isinstance(one.kind, Model) and "month" in one.grains]
    return measured(lambda: ours(home, waiting))[1]


def refreshed(home: Home, size: float) -> dict[str, Any]:
    """The catalogue over a copy of the company, and again after one more day of data."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Home(Path(folder))
        shutil.copyfile(engine.writer_path(home), engine.writer_path(copy))
        engine.publish(copy)
        found: dict[str, Any] = {}
        before = {}
        for name, ids in (("additive", ADDITIVE), ("all", None)):
            before[name], found[name] = measured(lambda ids=ids: refresh.compute(facts(copy), "month", ids, False))
        company.add_day(copy, size)
        for name, old in before.items():
            new, spent = measured(lambda old=old: refresh.refresh(facts(copy), old))
            found[f"{name}_again"] = spent | {
                "changed": sum(new.values[pair] != old.values[pair] for pair in old.values)
            }
    return found


ADDITIVE = ("revenue_net", "revenue_identified", "revenue_anonymous", "units_sold", "orders", "refund_rate_period",
            "aov", "aov_identified", "units_per_order", "net_price_per_unit")  # fmt: skip
"""Metrics of measures that add up over rows."""

STAGES: dict[str, Callable[[Home], dict[str, Any]]] = {
    "catalogue": whole,
    "models": models,
    "floor": against_floor,
    "twelve": lambda home: measured(lambda: ours(home, peers.METRICS, peers.SPLITS))[1],
    "refresh": lambda home: refreshed(home, float(home.path.name.removeprefix("size-"))),
    "pandas": lambda home: against_peer(home, peers.with_pandas),
    "polars": lambda home: against_peer(home, peers.with_polars),
}


def staged(home: Home, stage: str) -> dict[str, Any]:
    """A stage in a process of its own: what it takes of memory is its own."""
    command = [sys.executable, __file__, "--stage", stage, "--home", str(home.path)]
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    found: dict[str, Any] = json.loads(printed)
    print(f"{home.path.name:12} {stage:10} {printed.strip()}", flush=True)
    return found


def made(size: float) -> Home:
    """The company of that size, made once and then kept in the folder for temporary files."""
    recipe = Path(company.__file__).read_bytes() + layout.fingerprint().encode()
    home = Home(Path(tempfile.gettempdir()) / f"leitstand-bench-{zlib.crc32(recipe):08x}" / f"size-{size:g}")
    if not (home.path / "done").exists():
        company.make(home, size)
        company.write_parquet(home, home.path, peers.TABLES)
        (home.path / "done").touch()
    return home


def run(size: float) -> dict[str, Any]:
    large, small = made(size), made(size / 10)
    tenth = ("catalogue", "floor", "pandas", "polars", "twelve")
    return summary(size, {one: staged(large, one) for one in STAGES}, {one: staged(small, one) for one in tenth})


def summary(size: float, found: dict[str, Any], tenth: dict[str, Any]) -> dict[str, Any]:
    """The line that scripts read. found, tenth: what the stages said at that size and at a tenth of it."""
    spent, twelve, again = found["catalogue"]["seconds"], found["twelve"]["seconds"], found["refresh"]
    return {
        "size": size,
        "metrics": found["catalogue"]["metrics"],
        "metrics_of_the_floor": len(floor.METRICS),
        "values": found["catalogue"]["values"],
        "seconds": spent,
        "seconds_models": found["models"]["seconds"],
        "ratio_to_floor": found["floor"]["ours"]["seconds"] / found["floor"]["theirs"]["seconds"],
        "ratio_to_floor_at_a_tenth": tenth["floor"]["ours"]["seconds"] / tenth["floor"]["theirs"]["seconds"],
        "ratio_to_pandas": twelve / found["pandas"]["theirs"]["seconds"],
        "ratio_to_pandas_at_a_tenth": tenth["twelve"]["seconds"] / tenth["pandas"]["theirs"]["seconds"],
        "ratio_to_polars": twelve / found["polars"]["theirs"]["seconds"],
        "ratio_to_polars_at_a_tenth": tenth["twelve"]["seconds"] / tenth["polars"]["theirs"]["seconds"],
        "compared": sum(found[stage]["compared"] for stage in ("floor", "pandas", "polars")),
        "unequal": sum(found[stage]["unequal"] for stage in ("floor", "pandas", "polars")),
        "peak_mb": found["catalogue"]["peak_mb"],
        "refresh_additive": again["additive_again"]["seconds"] / again["additive"]["seconds"],
        "refresh_all": again["all_again"]["seconds"] / again["all"]["seconds"],
        "growth_exponent": math.log10(spent / tenth["catalogue"]["seconds"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--stage", choices=STAGES)
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    if given.stage:
        print(json.dumps(STAGES[given.stage](Home(given.home))))
    else:
        print(json.dumps(run(given.size)))


if __name__ == "__main__":
    main()
