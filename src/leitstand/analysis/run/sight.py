"""What all methods look at: the numbers of one published version, read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from leitstand.analysis.contract import Dims, Series
from leitstand.foundation.period import Grain, Period, add_months, previous
from leitstand.foundation.segment import Segment
from leitstand.metrics.compute import cube, intervals
from leitstand.metrics.compute.answer import Ask, answer, dimensions_of
from leitstand.metrics.compute.evaluator import is_share
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.result import Value
from leitstand.metrics.compute.rows import rows
from leitstand.metrics.contract import Cohort, Identity, Metric, Ratio
from leitstand.metrics.registry import find, identities

if TYPE_CHECKING:
    import pandas as pd

LONGEST_GAP = 2
"""Months without a value that a series may hold; what lies before a longer gap is another story."""

MOST_MISSING = 0.25
"""Cells that lack more of their months (too few people to be shown) say nothing steady."""

COHORTS = frozenset({"first_order_month", "months_since_first", "month_of_relation", "visitor_kind"})
"""Dimensions whose cells move through time themselves: their course says nothing."""

Texts = Callable[[str], "pd.DataFrame"]
"""Canonical table → its free texts without names and addresses: the table's key and `text`."""

Baselines = Mapping[tuple[str, frozenset[tuple[str, str]]], date]
"""(metric, segment) → the day from which on it is looked at: people said that what happened before will last."""


@dataclass(eq=False)
class StoreSight:
    """The sight over one published version. texts: where free text comes from; None: there is none.

    Single intervals come with the series where they cost nothing (shares of counted rows); `values` has them all.
    """

    facts: StoreFacts
    texts_of: Texts | None = None
    baselines: Baselines = field(default_factory=dict)
    only: Sequence[str] | None = None
    targets_of: Callable[[Grain], Mapping[str, Mapping[date, float]]] | None = None
    _series: dict[tuple[str, tuple[str, ...]], dict[str, Series]] = field(default_factory=dict)
    _dimensions: dict[str, Sequence[str]] = field(default_factory=dict)
    _rows: dict[tuple[str, tuple[str, ...]], pd.DataFrame] = field(default_factory=dict)
    _texts: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        return self.facts.as_of

    @property
    def currency(self) -> str:
        return self.facts.currency

    @property
    def zone(self) -> str:
        return self.facts.zone

    @cached_property
    def _catalogue(self) -> dict[tuple[str, tuple[str, ...]], list[Value]]:
        return cube.catalogue(self.facts, "month", self.only, intervals=False)

    @cached_property
    def _ids(self) -> list[str]:
        return [identity for identity, by in self._catalogue if not by and self.series(identity) is not None]

    def has(self, table: str) -> bool:
        """Whether a canonical table, or all that a relation is made of, has rows."""
        behind = self.facts.canonical(table)
        return all(any(name in self.facts.systems for name in self.facts.alternatives(one)) for one in behind)

    def metrics(self) -> Sequence[str]:
        return self._ids

    def series(self, metric: str) -> Series | None:
        return self._cells(metric, ()).get("")

    def split(self, metric: str, dimension: str) -> Mapping[str, Series]:
        if (metric, (dimension,)) in self._series:
            return self._series[metric, (dimension,)]
        return self._cells(metric, (dimension,)) if dimension in dimensions_of(metric) else {}

    def dimensions(self, metric: str) -> Sequence[str]:
        if metric not in self._dimensions:
            names = sorted(dimensions_of(metric) - COHORTS)
            self._dimensions[metric] = [name for name in names if len(self.split(metric, name)) > 1]
        return self._dimensions[metric]

    def identities(self, metric: str) -> Sequence[Identity]:
        return [one for one in identities().values() if one.whole == metric]

    def values(
        self,
        metric: str,
        by: Sequence[str],
        start: date,
        end: date,
        grain: Grain = "total",
        where: Sequence[str] = (),
        intervals: bool = True,
    ) -> pd.DataFrame:
        import pandas as pd

        ask = Ask(grain, tuple(by), Segment.parse(list(where)), start, end, intervals=intervals)
        found = answer(self.facts, metric, ask)
        columns = ["period_start", *by, "value", "numerator", "denominator", "n", "ci_low", "ci_high"]
        records = [
            {"period_start": one.period.start, **one.dims}
            | {name: getattr(one, name) for name in columns[len(by) + 1 :]}
            for one in found
        ]
        return pd.DataFrame(records, columns=columns)

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame:
        key = table, tuple(columns)
        if key not in self._rows:
            self._rows[key] = rows(self.facts, table, columns)
        return self._rows[key].copy(deep=False)

    def texts(self, table: str) -> pd.DataFrame:
        import pandas as pd

        from leitstand.foundation.schema import table as schema_table

        if table not in self._texts:
            empty = pd.DataFrame(columns=[*schema_table(table).key, "text"])
            found = empty if self.texts_of is None else self.texts_of(table)
            if self.facts.scope.conditions and len(found):
                key = list(schema_table(table).key)
                found = found.merge(self.rows(table, key), on=key)
            self._texts[table] = found
        return self._texts[table].copy(deep=False)

    def margin_rate(self) -> float | None:
        if "order_line" not in self.facts.systems:
            return None
        last = (self.as_of + timedelta(days=1)).replace(day=1)
        (found,) = answer(
            self.facts, "gross_margin_rate", Ask("total", start=add_months(last, -12), end=last, intervals=False)
        )
        return found.value

    def targets(self, grain: Grain) -> Mapping[str, Mapping[date, float]]:
        return self.targets_of(grain) if self.targets_of else {}

    def _cells(self, metric: str, by: tuple[str, ...]) -> dict[str, Series]:
        """Cell → series; the whole company is the cell ""."""
        if (metric, by) not in self._series:
            values = self._catalogue.get((metric, by))
            if values is None:
                monthly = not isinstance(one := find(metric), Metric) or "month" in one.grains
                values = answer(self.facts, metric, Ask("month", by, intervals=False)) if monthly else []
            self._series[metric, by] = self._of_cells(metric, by, values)
        return self._series[metric, by]

    def _of_cells(self, metric: str, by: tuple[str, ...], values: Sequence[Value]) -> dict[str, Series]:
        cells: dict[str, list[Value]] = {}
        for one in values:
            cell = one.dims[by[0]] if by else ""
            if one.complete and cell is not None and cell != OTHER:
                cells.setdefault(cell, []).append(one)
        found = {}
        for cell, course in cells.items():
            dims = {by[0]: cell} if by else {}
            kept = unbroken(course, self.baselines.get((metric, frozenset(dims.items()))))
            missing = sum(isinstance(one, Period) for one in kept)
            if kept and (not by or missing <= MOST_MISSING * len(kept)):
                found[cell] = as_series(metric, dims, kept)
        return found


def unbroken(course: Sequence[Value], since: date | None = None) -> list[Value | Period]:
    """The latest stretch of the values (oldest first) without a long gap, from its first to its last known value.

    Months in between that lack a value stand for themselves. since: nothing before this day.
    """
    known = [one for one in course if one.value is not None and (since is None or one.period.start >= since)]
    found: list[Value | Period] = [*known[-1:]]
    for one, later in zip(known[-2::-1], known[:0:-1], strict=True):
        missing: list[Value | Period] = []
        if one.period.end < later.period.start:
            period = previous(later.period)
            while period > one.period and len(missing) <= LONGEST_GAP:
                missing.append(period)
                period = previous(period)
            if len(missing) > LONGEST_GAP:
                break
        found += [*missing, one]
    return found[::-1]


def as_series(metric: str, dims: Dims, course: Sequence[Value | Period]) -> Series:
    """Months as arrays. Raises ValueError for none at all."""
    known = [one for one in course if isinstance(one, Value)]
    if not known:
        raise ValueError(f"{metric} has no values")
    values, n, numerators, denominators = np.array(
        [(one.value, one.n, one.numerator, one.denominator) if isinstance(one, Value) else 4 * (None,)
         for one in course], dtype=float).T  # fmt: skip
    share = _share(metric)
    low, high = np.array([_interval(share, one) for one in course], dtype=float).T
    return Series(
        metric=metric,
        dims=dims,
        periods=[_period(one) for one in course],
        values=values,
        n=np.nan_to_num(n),
        numerators=numerators,
        denominators=denominators,
        low=low,
        high=high,
        unit=known[-1].unit,
        direction=_direction(metric),
        currency=known[-1].currency,
        warned=any(one.warnings for one in known),
    )


@cache
def _share(metric: str) -> Cohort | Ratio | None:
    """The kind of a metric that is a share of counted rows."""
    one = find(metric)
    kind = one.kind if isinstance(one, Metric) else None
    return kind if isinstance(kind, Cohort) or (isinstance(kind, Ratio) and is_share(kind)) else None


def _interval(share: Cohort | Ratio | None, one: Value | Period) -> tuple[float | None, float | None]:
    """The interval of a share of counted rows; others take a query each."""
    if isinstance(one, Period):
        return None, None
    if one.ci_low is not None and one.ci_high is not None:
        return one.ci_low, one.ci_high
    if share is None or one.numerator is None or one.denominator is None:
        return None, None
    bounds = intervals.wilson(one.numerator, one.denominator)
    if bounds is None:
        return None, None
    low, high = bounds
    if isinstance(share, Ratio) and share.complement:
        low, high = 1 - high, 1 - low
    return low * share.scale, high * share.scale


def _direction(metric: str) -> Literal["up", "down", "context"]:
    return find(metric).direction


def _period(one: Value | Period) -> Period:
    return one.period if isinstance(one, Value) else one
