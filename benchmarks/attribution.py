"""Whether the parts of a change add up to it, on Online Retail: every month against the one before, and every split of
net revenue. Prints the largest remainder of each way to take the change apart, in pence; the last line is JSON.

.venv/bin/python benchmarks/attribution.py [--home HOME]   (HOME: a home with Online Retail, else a temporary one)
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from leitstand.analysis.explain.attribution import attribute
from leitstand.analysis.explain.parts import Forest, parts_of
from leitstand.analysis.explain.price_volume import price_volume_mix
from leitstand.foundation.period import Grain
from leitstand.metrics.compute.answer import Ask, answer, dimensions_of
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.workspace import Workspace

FILE = Path(__file__).resolve().parents[2] / "shared/data/online_retail/online_retail_uci352.parquet"
METRIC = "revenue_net"
BRIDGE = {"rev_new": 1, "rev_reactivation": 1, "rev_expansion": 1, "rev_contraction": -1, "rev_churn": -1,
          "rev_refund_only": 1, "rev_unassigned": 1}  # fmt: skip
Cells = dict[date, dict[Any, float]]


def table(facts: StoreFacts) -> list[dict[str, Any]]:
    """One row per way: what is split how, changes checked, segments at most, largest remainder in pence, seconds."""
    changes = {grain: changes_by(facts, grain) for grain in ("month", "quarter")}
    ways = [("metric tree", tree(facts)), ("customer bridge", bridge(facts)),
            ("price, volume, mix", prices(facts))]  # fmt: skip
    for name in sorted(dimensions_of(METRIC)):
        ways.append((f"by {name}", amounts(facts, name)))
        if name in dimensions_of("orders") & dimensions_of("aov"):
            ways.append((f"orders × value by {name}", products(facts, name)))
    rows = []
    for name, parts in ways:
        begin, checked, largest, most = time.perf_counter(), 0, 0.0, 0
        for month, found, segments in parts:
            change = changes["quarter" if name == "customer bridge" else "month"][month]
            largest = max(largest, abs(sum(found) - change))
            checked, most = checked + 1, max(most, segments)
        rows.append({"split": name, "changes": checked, "segments": most, "remainder_pence": round(largest * 100, 9),
                     "seconds": round(time.perf_counter() - begin, 2)})  # fmt: skip
    return rows


Parts = Iterator[tuple[date, Sequence[float], int]]
"""First day, the parts of the change, how many segments there were."""


def changes_by(facts: StoreFacts, grain: Grain) -> dict[date, float]:
    values = answer(facts, METRIC, Ask(grain, intervals=False))
    return {now.period.start: (now.value or 0.0) - (was.value or 0.0) for was, now in pairwise(values)}


def by_month(facts: StoreFacts, metric: str, by: Sequence[str]) -> Cells:
    found: Cells = {}
    for one in answer(facts, metric, Ask("month", tuple(by), intervals=False)):
        if one.value is not None:
            found.setdefault(one.period.start, {})[tuple(one.dims.values())] = one.value
    return found


def tree(facts: StoreFacts) -> Parts:
    periods = [one.period for one in answer(facts, METRIC, Ask("month", intervals=False))]
    for before, after in pairwise(periods):
        root = Forest(facts, after, before).grown(METRIC)
        parts = parts_of(root) if root else []
        if any(part.id == "(remainder)" for part in parts):
            raise AssertionError(f"the tree does not hold in {after.start}")
        yield after.start, [part.contribution for part in parts], len(parts)


def bridge(facts: StoreFacts) -> Parts:
    """Quarters, where the one before is covered: of single months these metrics say nothing."""
    values = {
        name: {one.period: one for one in answer(facts, name, Ask("quarter", intervals=False))} for name in BRIDGE
    }
    for period in values["rev_new"]:
        known = {name: values[name][period].value for name in BRIDGE}
        if None not in known.values():
            yield period.start, [sign * (known[name] or 0.0) for name, sign in BRIDGE.items()], len(BRIDGE)


def prices(facts: StoreFacts) -> Parts:
    revenue, units = (by_month(facts, metric, ("product",)) for metric in (METRIC, "units_sold"))
    sold = {month: {cell: (value, units[month].get(cell, 0.0)) for cell, value in cells.items()}
            for month, cells in revenue.items()}  # fmt: skip
    for before, after in pairwise(sold):
        one = price_volume_mix(sold[before], sold[after])
        yield after, [one.price, one.volume, one.mix, one.new, one.lost, one.other], len(sold[after])


def amounts(facts: StoreFacts, name: str) -> Parts:
    for (_, before), (month, after) in pairwise(by_month(facts, METRIC, (name,)).items()):
        yield month, list(attribute("revenue", {"revenue": before}, {"revenue": after}).values()), len(after)


def products(facts: StoreFacts, name: str) -> Parts:
    """In every segment orders × value of an order. Refunds of segments without orders stand for themselves, and so do
    the small segments that each metric folds for itself."""
    revenue, orders, aov = (by_month(facts, metric, (name,)) for metric in (METRIC, "orders", "aov"))
    sides = {}
    for month, cells in revenue.items():
        placed, value = orders.get(month, {}), aov.get(month, {})
        alike = {cell for cell in cells if cell in placed and cell in value and OTHER not in cell}
        loose = {cell: amount for cell, amount in cells.items() if cell not in alike}
        sides[month] = {
            "orders": {cell: placed[cell] for cell in alike},
            "aov": {cell: value[cell] for cell in alike},
            "loose": loose,
        }
    whole = ("sum", ("product", "orders", "aov"), "loose")
    for before, after in pairwise(sides):
        yield after, list(attribute(whole, sides[before], sides[after]).values()), len(revenue[after])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home")
    given = parser.parse_args().home
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(given or folder)
        if not given:
            workspace.import_files(FILE)
        rows = table(workspace.facts)
    print(f"{'split':<34}{'changes':>8}{'segments':>9}{'remainder, pence':>18}{'seconds':>9}")
    for row in rows:
        print(
            f"{row['split']:<34}{row['changes']:>8}{row['segments']:>9}{row['remainder_pence']:>18}{row['seconds']:>9}"
        )
    worst = max(row["remainder_pence"] for row in rows)
    print(json.dumps({"benchmark": "attribution", "largest_remainder_pence": worst, "rows": rows}))


if __name__ == "__main__":
    main()
