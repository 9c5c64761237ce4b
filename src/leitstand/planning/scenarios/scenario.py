"""A company made ready for what-if questions: read once, answered at once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from leitstand.analysis.outlook import limits_of
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.period import Period, add_months
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import tables_behind
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.registry import find, metrics
from leitstand.planning.scenarios.following import Graph, above, below, edges, holding, one_name, title_unit
from leitstand.planning.targets.course import course, numbers
from leitstand.planning.targets.year import FREEDOM, Year


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """One company over the twelve months to come. years: id → the year as it will be without the movement.

    graph: over the last twelve months (`span`), on which the movements are followed.
    """

    as_of: date
    span: Period
    currency: str
    graph: Graph
    years: Mapping[str, Year]

    def whatif(self, changes: Mapping[str, float]) -> dict[str, Any]:
        """What everything becomes. changes: metric → movement as a share (0.05: five percent more).

        The shape of `leitstand whatif --json`. Raises UnknownId, and UnusableInput for a lever without a value.
        """
        moved = {}
        for name, share in changes.items():
            value = self.value(name)
            least, most = limits_of(one_name(name)) or (-math.inf, math.inf)
            moved[one_name(name)] = min(max(value + share * abs(value), least), most)
        found = self.graph.follow(moved)
        order = sorted(found, key=lambda name: (name not in moved, len(below(name)), name))
        return {
            "as_of": self.as_of.isoformat(), "currency": self.currency,
            "levers": [self._row(name, found[name]) for name in order if name in moved],
            "metrics": [self._row(name, found[name]) for name in order if name not in moved],
        }  # fmt: skip

    def value(self, name: str) -> float:
        """Over the last twelve months. Raises UnknownId, UnusableInput."""
        find(name)
        value = self.graph.values.get(one_name(name))
        if not value:  # a share of nothing is nothing
            raise _no_value(name)
        return value

    def baseline(self, name: str) -> float:
        """Over the twelve months to come, without any movement. Raises UnusableInput where it has no value."""
        year, value = self.years.get(one_name(name)), self.graph.values.get(one_name(name))
        if year is None and value is None:
            raise _no_value(name)
        return year.value if year is not None else value or 0.0

    def after(self, moved: Mapping[str, float]) -> dict[str, float]:
        """Everything that changes, over the twelve months to come. moved: lever → new value by the last twelve."""
        return {name: self._laid(name, value) for name, value in self.graph.follow(moved).items()}

    def _laid(self, name: str, value: float) -> float:
        """The movement of the last twelve months, laid on what the next twelve will be."""
        old, base = self.graph.values[name], self.baseline(name)
        return base * value / old if min(old, value, base) > 0 else base + value - old

    def _row(self, name: str, value: float) -> dict[str, Any]:
        """The range holds 80 %."""
        old, base, after = self.graph.values[name], self.baseline(name), self._laid(name, value)
        year = self.years.get(name)
        title, unit = title_unit(name)
        low, high = _range(year, after) if year is not None else (None, None)
        return {
            "metric": name, "title": title, "unit": unit, "direction": find(name).direction,
            "from": base, "to": after, "change": after - base,
            "change_ratio": value / old - 1 if min(old, value) > 0 else None,
            "low": low, "high": high, "forecast": year is not None,
        }  # fmt: skip


def _range(year: Year, after: float) -> tuple[float, float]:
    """80 % of the years that may come, moved to where the levers move the middle."""
    from scipy.special import stdtrit

    half = float(stdtrit(FREEDOM, 0.9)) * year.spread
    ends = (
        (after * math.exp(-half), after * math.exp(half))
        if year.relative and after > 0
        else (after - half, after + half)
    )
    least, most = year.limits
    return max(ends[0], least), min(ends[1], most)


def scenario(facts: StoreFacts, levers: Sequence[str] | None = None) -> Scenario:
    """The company made ready: all that rests on the levers (None: the whole tree). Takes seconds; asking it does not.

    Raises UnknownId for a lever that is no metric or measure.
    """
    for name in levers or ():
        find(name)
    chosen = [one_name(name) for name in levers] if levers is not None else None
    wholes = list(edges()) if chosen is None else above(chosen)
    needed = set(chosen or ()) | set(wholes) | {part for name in wholes for way in edges()[name] for part in way.parts}
    end = (facts.as_of + timedelta(days=1)).replace(day=1)
    span = Period(add_months(end, -12), end, "total")
    values = {name: _value(facts, name, span) for name in sorted(needed)}
    graph = holding(values)
    shown = [name for name in graph.values if name in graph.edges or name in (metrics() if chosen is None else chosen)]
    by = add_months(facts.as_of, 12)
    years = {name: year for name in shown if (year := _year(facts, name, by)) is not None}
    return Scenario(facts.as_of, span, facts.currency, graph, years)


def _value(facts: StoreFacts, name: str, span: Period) -> float | None:
    if facts.coverage(tables_behind(facts, name)) is None:
        return None
    try:
        return numbers(facts, name, [span], Segment())[0]
    except UnusableInput:
        return None


def _year(facts: StoreFacts, name: str, by: date) -> Year | None:
    try:
        return course(facts, name).ahead(by)[1]
    except (UnusableInput, UnknownId):
        return None


def _no_value(name: str) -> UnusableInput:
    return UnusableInput(
        Text(de=f"Für {name} gibt es über die letzten zwölf Monate keinen Wert, der sich bewegen ließe.",
             en=f"There is no value of {name} over the last twelve months that could be moved."),
        Text(de="Was sich sagen lässt, zeigt `leitstand metrics`.", en="`leitstand metrics` shows what can be said."),
    )  # fmt: skip
