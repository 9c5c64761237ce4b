"""Change points on 16 series of the Turing Change Point Dataset, beside PELT, binary segmentation and BOCPD.

Scoring, one for all, is the published one (van den Burg & Williams 2020): cover is the length-weighted Jaccard overlap
of the annotated parts with the found ones; F1 takes the precision against all annotators together and the recall of
each, with a margin of 5 values and each found change used once; the start counts as a change for everybody. Both are
means over the five annotators and then over the series.

The peers have the defaults of that paper, on standardised series: PELT and binary segmentation (at most 5 changes) of
R's `changepoint` as cpt.mean with Normal statistic and MBIC penalty (3 ln n and the log of each part's length), here by
ruptures with that cost; BOCPD as R's `ocp` with hazard 1/100, prior m 0, k = a = b = 1, and the most probable
segmentation, all run lengths kept. Checked against the published figures of single series: "none" agrees exactly, PELT
and binary segmentation within 0.01 cover, BOCPD too but for quality_control_1 (published .887/.800, here .741/.667) and
bank. The published run left out run_log, which has two columns, for PELT and binary segmentation; here their errors are
summed over both columns, which raises their means.

Ours: `change_points(series)` as it is. Its form (levels and lines, noise with memory) was chosen with these series in
sight, so the figure is a fit and no blind test; the correction of ρ comes from simulated noise without changes, the
other constants from the literature. Also tried: 20 and 30 values per assumed change instead of 40 (cover/F1 .797/.839,
.795/.836) and spikes drawn in to 4 and 5 deviations instead of 3 (.781/.824, .781/.816): all above the peers. Nothing
is set for a single series.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

DATA = Path(__file__).resolve().parents[1] / "../shared/data/tcpd"
MARGIN = 5


def series_of(name: str) -> Any:
    """Rows of values, one column per series."""
    return np.array([one["raw"] for one in json.loads((DATA / f"{name}.json").read_text())["series"]], float).T


def cover(annotated: Sequence[Sequence[int]], found: Sequence[int], n: int) -> float:
    """How well the parts overlap: 1 is perfect."""

    def parts(cuts: Sequence[int]) -> list[set[int]]:
        edges = [0, *sorted(set(cuts) - {0}), n]
        return [set(range(a, b)) for a, b in pairwise(edges)]

    ours = parts(found)
    each = [sum(len(p) * max(len(p & q) / len(p | q) for q in ours) for p in parts(cuts)) / n for cuts in annotated]
    return float(np.mean(each))


def hits(true: set[int], found: set[int]) -> int:
    """How many true changes are found within the margin, each found change used once."""
    free, count = set(found), 0
    for change in sorted(true):
        near = [f for f in free if abs(f - change) <= MARGIN]
        if near:
            free.remove(min(near, key=lambda f: abs(f - change)))
            count += 1
    return count


def f1(annotated: Sequence[Sequence[int]], found: Sequence[int]) -> float:
    """The harmonic mean of precision (against all annotators) and recall (mean of each)."""
    ours, each = set(found) | {0}, [set(cuts) | {0} for cuts in annotated]
    precision = hits(set().union(*each), ours) / len(ours)
    recall = float(np.mean([hits(cuts, ours) / len(cuts) for cuts in each]))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def standardised(rows: Any) -> Any:
    return (rows - rows.mean(axis=0)) / rows.std(axis=0, ddof=1)


def mbic_cost() -> Any:
    """The cost of a part in R's cpt.mean with MBIC: squared errors plus the log of its length."""
    from ruptures.base import BaseCost

    class Cost(BaseCost):  # type: ignore[misc]
        model, min_size = "mean_mbic", 1

        def fit(self, signal: Any) -> Any:
            self.signal = signal
            self.sums = np.vstack([np.zeros(signal.shape[1]), np.cumsum(signal, axis=0)])
            self.squares = np.append(0, np.cumsum((signal**2).sum(axis=1)))
            return self

        def error(self, start: int, end: int) -> float:
            total = self.sums[end] - self.sums[start]
            squares = self.squares[end] - self.squares[start]
            return float(squares - (total**2).sum() / (end - start) + np.log(end - start))

    return Cost()


def pelt(rows: Any) -> list[int]:
    import ruptures

    search = ruptures.Pelt(custom_cost=mbic_cost(), min_size=1, jump=1).fit(standardised(rows))
    return list(search.predict(pen=3 * np.log(len(rows))))[:-1]


def binseg(rows: Any) -> list[int]:
    import ruptures

    search = ruptures.Binseg(custom_cost=mbic_cost(), min_size=1, jump=1).fit(standardised(rows))
    found = list(search.predict(pen=3 * np.log(len(rows))))[:-1]
    return found if len(found) <= 5 else list(search.predict(n_bkps=5))[:-1]


def bocpd(rows: Any, hazard: float = 0.01) -> list[int]:
    """Bayesian online change points: the most probable segmentation under a normal-inverse-gamma model."""
    from scipy.special import gammaln

    rows = standardised(rows)
    n, width = rows.shape
    k, a = np.ones(1), np.ones(1)
    m, b = np.zeros((1, width)), np.ones((1, width))
    odds: Any = np.zeros(1)
    cuts: list[list[int]] = [[]]
    for time, x in enumerate(rows):
        freedom, scale = 2 * a[:, None], b * ((k + 1) / (a * k))[:, None]
        terms = gammaln((freedom + 1) / 2) - gammaln(freedom / 2) - 0.5 * np.log(np.pi * freedom * scale)
        odds = odds + (terms - (freedom + 1) / 2 * np.log1p((x - m) ** 2 / (freedom * scale))).sum(axis=1)
        likeliest = int(np.argmax(odds))
        cuts = [cuts[likeliest] + [time + 1], *cuts]
        odds = np.append(odds[likeliest] + np.log(hazard), odds + np.log(1 - hazard))
        b = np.vstack([np.ones(width), b + (k / (2 * (k + 1)))[:, None] * (x - m) ** 2])
        m = np.vstack([np.zeros(width), (k[:, None] * m + x) / (k[:, None] + 1)])
        k, a = np.append(1, k + 1), np.append(1, a + 0.5)
    return [cut for cut in cuts[int(np.argmax(odds))] if 0 < cut < n]


def ours(rows: Any) -> list[int]:
    from leitstand.analysis import change_points

    return change_points(rows)


METHODS: dict[str, Callable[[Any], list[int]]] = {
    "leitstand": ours,
    "pelt": pelt,
    "binseg": binseg,
    "bocpd": bocpd,
    "none": lambda rows: [],
}


def table() -> list[dict[str, Any]]:
    """One row per method: mean cover and F1 over the series, seconds for all; empty where the data are absent."""
    if not DATA.exists():
        return []
    annotations = {name: list(by.values()) for name, by in json.loads((DATA / "annotations.json").read_text()).items()}
    rows = {name: series_of(name) for name in annotations}
    result = []
    for method, find in METHODS.items():
        find(rows["nile"])
        start = perf_counter()
        found = {name: find(values) for name, values in rows.items()}
        seconds = perf_counter() - start
        covers = [cover(cuts, found[name], len(rows[name])) for name, cuts in annotations.items()]
        scores = [f1(cuts, found[name]) for name, cuts in annotations.items()]
        result.append({"method": method, "cover": round(float(np.mean(covers)), 3),
                       "f1": round(float(np.mean(scores)), 3), "seconds": round(seconds, 2)})  # fmt: skip
    return result


def main() -> int:
    lines = table()
    if not lines:
        print("The public data beside the project (../shared/data/tcpd) are not here.")
        return 1
    print(f"{'method':<12}{'cover':>8}{'F1':>8}{'seconds':>9}")
    for line in lines:
        print(f"{line['method']:<12}{line['cover']:>8.3f}{line['f1']:>8.3f}{line['seconds']:>9.2f}")
    print(json.dumps({"benchmark": "changes", "table": lines}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
