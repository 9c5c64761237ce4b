"""Segments of two or three dimensions at once that a change comes from, where single dimensions do not show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leitstand.analysis.explain.localising import localise
from leitstand.analysis.explain.mix import mix_and_rate
from leitstand.analysis.explain.segments import (
    EVERYTHING,
    LEAST_SHARE,
    UNSHOWN,
    Part,
    Split,
    cells,
    paired,
    scale_of,
    way_to_split,
)
from leitstand.foundation.segment import Segment
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.result import Value

MOST_DIMENSIONS = 3
MOST_CELLS = 30
"""A dimension with more segments leaves too few cases in each combination."""

Pair = tuple[float, float]


def located(
    facts: StoreFacts, splits: Sequence[Split], before: Value, after: Value, where: Segment = EVERYTHING
) -> list[Part]:
    """Combined segments that changed by a factor of their own, surest first; empty where there is none.

    Looked for in the three dimensions whose segments changed most unevenly. The figures are those of the whole segment,
    by the same arithmetic as for single dimensions.
    """
    kind = way_to_split(after.metric)
    usable = [one for one in splits if one.exact and len(one.by) == 1 and len(one.parts) <= MOST_CELLS]
    usable.sort(key=lambda one: -one.unevenness)
    dims = [one.by[0] for one in usable[:MOST_DIMENSIONS]]
    if kind is None or len(dims) < 2:
        return []
    sides = cells(facts, after.metric, dims, after.period, before.period, where)
    old, new = paired(*sides, rate=kind == "rate")
    causes = _causes(dims, old, new, kind == "rate")
    scale, offset = scale_of(after.metric) if kind == "rate" else (1.0, 0.0)
    change = (after.value or 0.0) - (before.value or 0.0)
    found = []
    for cause in causes:
        if len(cause) > 1 and not {OTHER, UNSHOWN, "None"} & {*cause.values()}:
            inside = _inside(dims, old, cause), _inside(dims, new, cause)
            part = _rate(cause, *inside, scale, offset) if kind == "rate" else _amount(cause, *inside, change)
            if abs(part.contribution or 0.0) >= LEAST_SHARE * abs(change):
                found.append(part)
    return found


def _causes(dims: Sequence[str], old: Mapping[tuple[str | None, ...], Pair],
            new: Mapping[tuple[str | None, ...], Pair], rate: bool) -> list[Mapping[str, str]]:  # fmt: skip
    import pandas as pd

    none = (0.0, 0.0)
    rows = [(*cell, *new.get(cell, none), *old.get(cell, none)) for cell in dict.fromkeys([*old, *new])]
    table = pd.DataFrame(rows, columns=[*dims, "actual", "actual_weight", "expected", "expected_weight"])
    if rate:
        weights = {"actual_weight": "actual_weight", "expected_weight": "expected_weight"}
        return [one.dims for one in localise(table, dims, "actual", "expected", **weights, depth=MOST_DIMENSIONS)]
    return [one.dims for one in localise(table, dims, "actual", "expected", depth=MOST_DIMENSIONS)]


def _inside(dims: Sequence[str], side: Mapping[tuple[str | None, ...], Pair], where: Mapping[str, str]) -> list[Pair]:
    """What lies in the segment, and what beside it."""
    sums = [[0.0, 0.0], [0.0, 0.0]]
    for cell, (upper, lower) in side.items():
        beside = any(str(dict(zip(dims, cell, strict=True))[name]) != value for name, value in where.items())
        sums[beside][0] += upper
        sums[beside][1] += lower
    return [(upper, lower) for upper, lower in sums]


def _amount(where: Mapping[str, str], old: list[Pair], new: list[Pair], change: float) -> Part:
    (was, _), (other, _) = old
    now = new[0][0]
    size = abs(was) + abs(other)
    return Part(dict(where), was, now, now - was, change * abs(was) / size if size else 0.0)


def _rate(where: Mapping[str, str], old: list[Pair], new: list[Pair], scale: float, offset: float) -> Part:
    parts = mix_and_rate(*({True: side[0], False: side[1]} for side in (old, new)))
    one, change = parts[True], scale * sum(part.mix + part.rate for part in parts.values())
    was, now = (None if rate is None else rate * scale + offset for rate in (one.rate_before, one.rate_after))
    due = change * (one.share_before + one.share_after) / 2
    return Part(dict(where), was, now, scale * (one.mix + one.rate), due, scale * one.mix, scale * one.rate,
                one.share_before, one.share_after)  # fmt: skip
