"""Looks for the combination of two or three properties whose numbers left those of its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from leitstand.analysis.contract import Candidate, Evidence, Figure, Method, Series, Sight
from leitstand.analysis.explain.localising_series import end_of, of_rows, pairs
from leitstand.analysis.explain.localising_shifts import Cells, Shift, combined, core_of, narrower
from leitstand.foundation.text import Text

QUERIES = 6
"""Tables of two dimensions in one run."""
LEAST_SHARE = 0.05
LEAST_CASES = 10
LEAST_CHANGE = 0.03
"""Of the value itself; smaller changes are not worth a sentence."""
SURE = 1e-4


@dataclass(frozen=True)
class Found:
    """A shift and the cells that it is one of."""

    dims: dict[str, str]
    cells: Cells
    shift: Shift


def look(sight: Sight) -> Iterator[Candidate]:
    """One test a metric: the clearest combination, corrected for all cells, windows and pairs of it."""
    open_pairs = []
    for metric in sight.metrics():
        whole = sight.series(metric)
        if whole is None or not np.isfinite(whole.denominators).any() or len(sight.dimensions(metric)) < 2:
            continue
        chosen, clear = pairs(sight, whole)
        if chosen:
            open_pairs.append((clear[chosen[0][0]] * clear[chosen[0][1]], whole, chosen, clear))
        else:
            yield _nothing(whole)
    left = QUERIES
    for _, whole, chosen, clear in sorted(open_pairs, key=lambda one: one[0]):
        chosen, left = chosen[:left], left - len(chosen[:left])
        found = _clearest(sight, whole, chosen)
        yield _nothing(whole) if found is None else _candidate(whole, _narrowed(sight, whole, found, clear))


def _table(sight: Sight, whole: Series, by: list[str], where: list[str]) -> Cells:
    start, end = whole.periods[0].start, whole.periods[-1].end
    return of_rows(whole, sight.values(whole.metric, by, start, end, "month", where, intervals=False), by)


def _clearest(sight: Sight, whole: Series, chosen: list[tuple[str, str]]) -> Found | None:
    found = []
    for pair in chosen:
        cells = _table(sight, whole, list(pair), [])
        shift = combined(cells)
        if shift:
            dims = dict(zip(pair, cells.labels[shift.cell], strict=True))
            found.append(Found(dims, cells, replace(shift, p=min(1.0, shift.p * len(chosen)))))
            if found[-1].shift.p < SURE:
                break
    return min(found, key=lambda one: one.shift.p, default=None)


def _narrowed(sight: Sight, whole: Series, found: Found, clear: dict[str, float]) -> Found:
    """The same with a third dimension, where one cell of it holds the whole shift."""
    third = min((name for name in clear if name not in found.dims), key=lambda name: clear[name], default=None)
    if third is None or found.shift.p > SURE or clear[third] > SURE:
        return found
    cells = _table(sight, whole, [third], [f"{name}={value}" for name, value in found.dims.items()])
    inner = narrower(cells, (found.shift.start, found.shift.end)) if len(cells.labels) > 1 else None
    if inner is None or inner.p > SURE:
        return found
    shift = replace(inner, p=max(inner.p, found.shift.p), share=found.shift.share)
    return Found({**found.dims, third: cells.labels[inner.cell][0]}, cells, shift)


def _nothing(whole: Series) -> Candidate:
    """A metric that was looked at and whose dimensions give no reason to combine them."""
    evidence = Evidence("table", {"label": [], "value": []}, whole.unit, Text(de="", en=""))
    return Candidate("localised", whole.metric, 0.0, whole.unit, evidence, p=1.0, worth_saying=False)


def _candidate(whole: Series, found: Found) -> Candidate:
    shift, values, n = found.shift, found.cells.values[found.shift.cell], found.cells.n[found.shift.cell]
    inside = np.zeros(len(values), bool)
    inside[shift.start : shift.end] = True
    weight = np.where(np.isfinite(values), n, 0.0)
    core = slice(*core_of(weight, (shift.start, shift.end)))
    during = float(np.average(np.nan_to_num(values[core]), weights=weight[core]))
    others = found.cells.rest(np.arange(len(found.cells.labels)) != shift.cell)
    gap = np.nanmean((values - others)[~inside])
    after = end_of(whole.periods, shift.end)
    worth = shift.share >= LEAST_SHARE and n[inside].sum() >= LEAST_CASES
    return Candidate(
        type="localised",
        metric=whole.metric,
        effect=shift.effect,
        unit=whole.unit,
        dims=found.dims,
        since=whole.periods[shift.start].start,
        until=None if after is None else after.start,
        low=shift.low,
        high=shift.high,
        p=shift.p,
        figures={"during": Figure(during, whole.unit), "expected": Figure(during - shift.effect, whole.unit)},
        evidence=_evidence(whole, values, others + gap),
        unchecked=[
            Text(
                de="warum gerade diese Teilgruppe betroffen ist",
                en="why this segment of all is affected",
            )
        ],
        good=None if whole.direction == "context" else (shift.effect > 0) == (whole.direction == "up"),
        worth_saying=bool(worth and abs(shift.effect) >= LEAST_CHANGE * abs(during - shift.effect)),
    )


def _evidence(whole: Series, values: np.ndarray, expected: np.ndarray) -> Evidence:
    def told(numbers: np.ndarray) -> list[float | None]:
        return [float(one) if np.isfinite(one) else None for one in numbers]

    return Evidence(
        "series",
        {"day": [one.start.isoformat() for one in whole.periods], "value": told(values), "expected": told(expected)},
        whole.unit,
        Text(
            de="Teilgruppe (erwartet: Verlauf der übrigen in ihrer üblichen Höhe)",
            en="Segment (expected: the course of the others at its usual height)",
        ),
    )


METHOD = Method(
    title=Text(de="Auffällige Teilgruppen", en="Segments that stand out"),
    question=Text(
        de="In welcher Verbindung von zwei oder drei Merkmalen verhält sich eine Kennzahl anders als sonst?",
        en="In which combination of two or three properties does a metric behave otherwise than usual?",
    ),
    formula="difference of the cell to all others, to those of its row and of its column: level within the best of all "
    "windows of at least 3 months against outside, weighted t with lag-1 variance correction, beta-binomial for "
    "shares; largest p of the three, times cells, windows and pairs",
    misleads=Text(
        de="wenn sich eine Eigenheit der Teilgruppe verschiebt, die keines der Merkmale zeigt; wenn zwei Teilgruppen "
        "sich zugleich entgegengesetzt bewegen, sodass kein einzelnes Merkmal auffällt; je Lauf werden nur die "
        "sechs deutlichsten Verbindungen geprüft",
        en="where something shifts in the segment that no property shows; where two segments move against each other "
        "so that no single property stands out; only the six clearest combinations are examined in a run",
    ),
    reference="Berger (1982), intersection–union test; search by deviation as in Li et al. (2019)",
    finds=("localised",),
    look=look,
)
