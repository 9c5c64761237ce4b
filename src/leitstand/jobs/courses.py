"""How a metric went before and after an action: the whole, and the segments beside the one that got it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.period import Grain, Period, add_months
from leitstand.foundation.segment import Condition, Segment
from leitstand.metrics.compute.answer import Ask, answer, dimensions_of
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.contract import Distinct, Measure, Metric, Sum
from leitstand.metrics.registry import find

if TYPE_CHECKING:
    import pandas as pd

PERIODS: Mapping[Grain, int] = {"week": 52, "month": 12}
"""Grain → periods in a year."""

WEEKLY: tuple[Grain, ...] = ("week", "month")
MONTHLY: tuple[Grain, ...] = ("month",)

LONGEST: Mapping[Grain, int] = {"week": 130, "month": 60}
"""Periods before the start that are looked at: what lies further back says little of now."""


@dataclass(frozen=True, slots=True)
class Course:
    """table: one row per complete period (index: its first day), one column per cell, the treated one first; a single
    column where there is nothing to compare with. start: rows before the action. window: rows of it that are in.
    """

    grain: Grain
    table: pd.DataFrame
    start: int
    window: int
    dimension: str = ""


def relative(metric: str) -> bool:
    """Whether an effect on the metric is told in percent of its level: amounts and counts, which depend on the span."""
    one = find(metric)
    return isinstance(one, Measure) or isinstance(one.kind, Sum | Distinct)


def unsplit(metric: str, dims: Mapping[str, str]) -> list[str]:
    """Dimensions of the segment that the metric does not have: its course is that of the whole."""
    return sorted(name for name in dims if name not in dimensions_of(metric))


def seen(
    facts: StoreFacts, metric: str, dims: Mapping[str, str], start: date, weeks: int
) -> tuple[Course, Course | None]:
    """The treated segment before `start`, alone and beside its siblings: by week where the metric has every week and is
    watched for less than forty, else by month."""
    one = find(metric)
    for grain in WEEKLY if (isinstance(one, Measure) or "week" in one.grains) and weeks < 40 else MONTHLY:
        others = beside(facts, metric, dims, grain, start, start)
        alone = others is not None and sum(name in dimensions_of(metric) for name in dims) == 1
        own = (
            Course(grain, others.table.iloc[:, :1], others.start, 0)
            if others is not None and alone
            else whole(facts, metric, dims, grain, start, start)
        )
        if own.start and not own.table.isna().any(axis=None):
            break
    return own, others


def whole(facts: StoreFacts, metric: str, dims: Mapping[str, str], grain: Grain, start: date, end: date) -> Course:
    """The course of the treated segment by itself."""
    return _course(facts, metric, dims, "", grain, start, end)


def beside(
    facts: StoreFacts, metric: str, dims: Mapping[str, str], grain: Grain, start: date, end: date
) -> Course | None:
    """The courses of the segment and its siblings, along the dimension that has most; None where there are none."""
    found = [
        one
        for name in dims
        if name in dimensions_of(metric)
        and (one := _course(facts, metric, dims, name, grain, start, end)).table.shape[1] > 1
    ]
    return max(found, key=lambda one: one.table.shape[1], default=None)


def level(facts: StoreFacts, metric: str, dims: Mapping[str, str]) -> float | None:
    """The metric over the latest twelve complete months; None where it cannot be told for them."""
    one = find(metric)
    if isinstance(one, Metric) and "ttm" not in one.grains:
        return None
    end = (facts.as_of + timedelta(days=1)).replace(day=1)
    year = Period(add_months(end, -12), end, "ttm")
    try:
        found = answer(facts, metric, Ask("ttm", segment=_segment(dims), only=(year,), intervals=False))
    except LeitstandError:  # a segment that the metric does not have
        return None
    return found[0].value if found else None


def _course(facts: StoreFacts, metric: str, dims: Mapping[str, str], by: str, grain: Grain, start: date,
            end: date) -> Course:  # fmt: skip
    import pandas as pd

    rest = {name: value for name, value in dims.items() if name != by and name in dimensions_of(metric)}
    ask = Ask(grain, (by,) if by else (), _segment(rest), end=end, intervals=False)
    empty = 0.0 if relative(metric) else None
    values = [
        (
            one.period.start,
            one.period.end,
            one.dims.get(by) or "",
            empty if one.value is None and not one.n else one.value,
        )
        for one in answer(facts, metric, ask)
        if one.complete and one.dims.get(by) != OTHER
    ]
    told = pd.DataFrame(values, columns=["start", "end", "cell", "value"])
    told = told[(told.end <= start) | (told.start >= start)]
    table = told.pivot(index="start", columns="cell", values="value").astype(float).sort_index()
    before = int((table.index < start).sum())
    table = table.iloc[max(before - LONGEST[grain], 0) :]
    own = dims[by] if by else ""
    if own not in table:
        return Course(grain, table.iloc[:, :0], 0, 0, by)
    first = table[own].first_valid_index()
    table = table.loc[first:] if first is not None else table.iloc[:0]
    others = table.drop(columns=[own]).dropna(axis=1)
    both = pd.concat([table[[own]], others], axis=1)
    before = int((both.index < start).sum())
    return Course(grain, both, before, len(both) - before, by)


def _segment(dims: Mapping[str, str]) -> Segment:
    return Segment(tuple(Condition(name, (value,)) for name, value in sorted(dims.items())))
