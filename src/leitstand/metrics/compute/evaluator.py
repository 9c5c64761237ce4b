"""From amounts to numbers: what each kind of metric makes of the measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from leitstand.foundation.calendar import weekday_aligned_year_before
from leitstand.foundation.period import Period, add_months, previous, year_before
from leitstand.foundation.text import Text
from leitstand.metrics.compute import breaks, bridge, indices, intervals, needs, quantiles, scan, totals, variance
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.known import Known
from leitstand.metrics.compute.question import Amount, Cell, Question
from leitstand.metrics.compute.result import Status
from leitstand.metrics.contract import (
    Bridge,
    Cohort,
    Derived,
    Distinct,
    Index,
    Input,
    Kind,
    Measure,
    Metric,
    Model,
    Quantile,
    Ratio,
    Stock,
    Sum,
    signed,
)
from leitstand.metrics.registry import find, measures

Key = tuple[int, Cell]
"""(index of the period, cell)"""


@dataclass(slots=True)  # not frozen: there are so many that the time to make them counts
class Number:
    """A value with what it is made of, never changed."""

    numerator: float | None
    denominator: float | None
    value: float | None
    n: int
    interval: intervals.Interval | None = None
    status: Status = "ok"
    note: Text | None = None
    several: Any = None  # what an Input with `each` or `along` hands to the formula


NOTHING = Number(None, None, None, 0, status="not_enough_data")
ZERO = Number(0.0, None, 0.0, 0)


def leaves(kind: Kind) -> list[str]:
    """Ids of the measures that a kind is made of (through derived metrics too)."""
    match kind:
        case Sum(terms) | Stock(terms):
            return [name for name, _ in signed(terms)]
        case Ratio() | Cohort():
            return [name for name, _ in (*signed(kind.numerator), *signed(kind.denominator))]
        case Distinct(measure) | Quantile(measure) | Index(measure):
            return [measure]
        case Bridge():
            return list(bridge.MEASURES)
        case Model(inner):
            return leaves(inner)
        case Derived(inputs):
            return [leaf for one in inputs.values() for leaf in leaves_of(one.id)]
    raise TypeError(f"unknown kind {kind!r}")


def leaves_of(identity: str) -> list[str]:
    """Ids of the measures behind a metric or measure."""
    one = find(identity)
    return [identity] if isinstance(one, Measure) else leaves(one.kind)


def scanned(identity: str, moved: bool = False) -> list[str]:
    """Ids of the measures that the metric reads for just the periods asked for; with `moved` for earlier ones too."""
    one = find(identity)
    kind = Sum(identity) if isinstance(one, Measure) else one.kind
    match kind.kind if isinstance(kind, Model) else kind:
        case Quantile() | Index() | Bridge():
            return []
        case Derived(inputs):
            single = [one for one in inputs.values() if one.last == 1 and one.along is None]
            plain = [one.id for one in single if moved or one.at == "period"]
            return [measure for part in plain for measure in scanned(part, moved)]
    return leaves(kind)


def quantiles_of(identity: str) -> set[Quantile]:
    """The quantiles that a metric is or is made of."""
    one = find(identity)
    kind = None if isinstance(one, Measure) else one.kind
    match kind.kind if isinstance(kind, Model) else kind:
        case Quantile() as own:
            return {own}
        case Derived(inputs):
            return {found for each in inputs.values() for found in quantiles_of(each.id)}
    return set()


class Evaluator:
    """Computes metrics over one version of the facts; remembers what it scanned."""

    def __init__(self, facts: StoreFacts) -> None:
        self.facts = facts
        self.known = Known(facts)
        self._bridges: dict[Question, dict[str, dict[Key, Number]]] = {}

    def amounts(self, ids: Iterable[str], question: Question) -> dict[str, Mapping[Key, Amount]]:
        """Measures for a question; what is not yet known comes in one scan per table."""
        return self.known.amounts(ids, question)

    def numbers(self, identity: str, question: Question) -> dict[Key, Number]:
        """The metric or measure in every period and cell that has rows; without a split in every period."""
        found = self._numbers(identity, question)
        behind = leaves_of(identity)
        found = totals.explained(self.facts, behind, question, found, NOTHING)
        return breaks.noted(self.facts, behind, question, needs.noted(self.facts, behind, question, found, NOTHING))

    def _numbers(self, identity: str, question: Question) -> dict[Key, Number]:
        one = find(identity)
        if isinstance(one, Measure):
            kind = Sum(identity)
            plain = question.by or one.additive
            return (
                self._sum(kind, question) if plain else self._sum(kind, question, empty_is_zero=one.aggregate != "mean")
            )
        return self._of_kind(one, one.kind, question)

    def _of_kind(self, metric: Metric, kind: Kind, question: Question) -> dict[Key, Number]:
        match kind:
            case Sum(terms) | Stock(terms):
                return self._sum(Sum(terms), question)
            case Distinct(measure):
                return self._sum(Sum(measure), question)
            case Ratio():
                return self._ratio(kind, question)
            case Cohort():
                ratio = Ratio(kind.numerator, kind.denominator, kind.scale, "wilson", fixed=kind.fixed)
                return self._ratio(ratio, question)
            case Quantile():
                return quantiles.numbers(self.facts, kind, question, Number)
            case Index():
                return indices.numbers(self.facts, kind, question, Number)
            case Bridge(part):
                if question not in self._bridges:
                    self._bridges[question] = bridge.numbers(self.facts, question, Number)
                return self._bridges[question][part]
            case Derived():
                return self._derived(kind, question)
            case Model(inner):
                return self._of_kind(metric, inner, question)
        raise TypeError(f"unknown kind {kind!r}")

    def _keys(self, question: Question, found: Iterable[Mapping[Key, Any]]) -> list[Key]:
        if not question.by:
            return [(index, ()) for index in range(len(question.periods))]
        return in_order(set().union(*found))

    def _sum(self, kind: Sum, question: Question, empty_is_zero: bool = True) -> dict[Key, Number]:
        terms = signed(kind.terms)
        amounts = self.amounts((name for name, _ in terms), question)
        found = {}
        for key in self._keys(question, amounts.values()):
            parts = [(amounts[name].get(key), sign) for name, sign in terms]
            total, n, unconverted = add(parts)
            if n == 0 and not empty_is_zero:
                found[key] = NOTHING
                continue
            found[key] = Number(total, None, total, n) if not unconverted else lacking_rate(unconverted, n)
        return found

    def _ratio(self, kind: Ratio, question: Question) -> dict[Key, Number]:
        upper, lower = signed(kind.numerator), signed(kind.denominator)
        bottom = (
            replace(question, by=tuple(name for name in question.by if name not in kind.fixed), folded=frozenset())
            if kind.fixed
            else question
        )
        above = self.amounts((name for name, _ in upper), question)
        below = self.amounts((name for name, _ in lower), bottom)
        whole = set(kind.fixed).isdisjoint(
            question.by
        )  # else a unit's numerator and denominator lie in different cells
        spread = (
            variance.sums(self.facts, kind, question) if question.intervals and whole and needs_variance(kind) else {}
        )
        keep = [index for index, name in enumerate(question.by) if name in bottom.by]
        counts = kind.interval != "delta" and all(is_tally(measures()[name]) for name, _ in lower)
        found = {}
        for key in self._keys(question, above.values() if kind.fixed else (*above.values(), *below.values())):
            reduced = (key[0], tuple([key[1][index] for index in keep])) if kind.fixed else key
            numerator, _, missing_above = add([(above[name].get(key), sign) for name, sign in upper])
            denominator, n_below, missing_below = add([(below[name].get(reduced), sign) for name, sign in lower])
            if missing_above or missing_below:
                found[key] = lacking_rate(missing_above + missing_below, n_below)
                continue
            n = round(denominator) if counts else n_below
            interval = self._interval(kind, key, above, denominator, spread) if question.intervals else None
            found[key] = _quotient(kind, numerator, denominator, n, interval)
        return found

    def _interval(self, kind: Ratio, key: Key, above: Mapping[str, Mapping[Key, Amount]], denominator: float,
                  spread: Mapping[Key, Sequence[float]]) -> intervals.Interval | None:  # fmt: skip
        upper = signed(kind.numerator)
        if kind.interval == "nps":
            promoters, detractors = (add([(above[name].get(key), 1)])[0] for name, _ in upper)
            return intervals.nps(promoters, detractors, denominator)
        if is_share(kind):
            return intervals.wilson(add([(above[name].get(key), sign) for name, sign in upper])[0], denominator)
        if key in spread:
            n, *moments = spread[key]
            return intervals.delta(int(n), *moments)
        return None

    def _derived(self, kind: Derived, question: Question) -> dict[Key, Number]:
        parts = {name: self._input(one, question) for name, one in kind.inputs.items()}
        found = {}
        for key in self._keys(question, parts.values()):
            numbers = {name: part.get(key) for name, part in parts.items()}
            lacking = next((n for n in numbers.values() if n is not None and n.status == "not_convertible"), None)
            if lacking is not None:
                found[key] = lacking
                continue
            values = {name: one and (one.several or one.value) for name, one in numbers.items()}
            elapsed = question.periods[key[0]].upto(self.facts.as_of).days
            fraction = kind.formula(**values, days=max(elapsed, 1))
            n = min((one.n for name, one in numbers.items() if one and not kind.inputs[name].optional), default=0)
            if isinstance(fraction, Text):
                found[key] = replace(NOTHING, n=n, note=fraction)
            elif fraction is None or fraction[1] == 0:
                note = next((number.note for number in numbers.values() if number is not None and number.note), None)
                found[key] = replace(NOTHING, n=n, note=note)
            else:
                numerator, denominator = fraction
                found[key] = Number(numerator, denominator, numerator / denominator * kind.scale, n)
        return found

    def _input(self, one: Input, question: Question) -> dict[Key, Number]:
        if one.last > 1:
            return self._last_months(one, question)
        spans = shifted(question.periods, one.at, self.facts.fiscal_start, self.facts.as_of)
        moved = replace(question, periods=spans)
        numbers = self._along(one.id, one.along, moved) if one.along else self.numbers(one.id, moved)
        if not one.covered:
            return numbers
        began = self.facts.began({measures()[leaf].table for leaf in leaves_of(one.id)})
        covered = [began is not None and span.start >= began for span in spans]
        unknown = replace(NOTHING, note=bridge.UNCOVERED)
        return {key: number if covered[key[0]] else unknown for key, number in numbers.items()}

    def _along(self, identity: str, dimension: str, question: Question) -> dict[Key, Number]:
        """Per period and cell of the question the values along one more dimension."""
        cells: dict[Key, dict[str | None, float | None]] = {}
        rows: dict[Key, int] = {}
        finer = replace(question, by=(*question.by, dimension), folded=frozenset())
        for (index, cell), number in self.numbers(identity, finer).items():
            key = (index, cell[:-1])
            cells.setdefault(key, {})[cell[-1]] = number.value
            rows[key] = rows.get(key, 0) + number.n
        return {key: Number(None, None, None, rows[key], several=found) for key, found in cells.items()}

    def _last_months(self, one: Input, question: Question) -> dict[Key, Number]:
        """Mean of the metric over the last months up to the end of each period, or those months one by one.

        For the mean a month is always a whole one: in a period that has not ended they go back from the last day.
        """
        ends = [period.end if one.each else period.upto(self.facts.as_of).end for period in question.periods]
        spans = [
            [Period(add_months(end, -k - 1), add_months(end, -k), "month") for k in range(one.last)] for end in ends
        ]
        order = list(dict.fromkeys(month for span in spans for month in span))
        numbers = self.numbers(one.id, replace(question, periods=tuple(order), folded=frozenset()))
        began = self.facts.began({measures()[leaf].table for leaf in leaves_of(one.id)})
        found = {}
        for index, span in enumerate(spans):
            reached = [month for month in span if began and month.start >= began]
            for cell in {cell for _, cell in numbers}:
                known = [numbers.get((order.index(month), cell), ZERO) for month in reached]
                if any(number.value is None for number in known):
                    continue
                values, n = [number.value or 0.0 for number in known], sum(number.n for number in known)
                if one.each:
                    days = [month.upto(self.facts.as_of).days for month in reached]
                    found[(index, cell)] = Number(None, None, None, n, several=tuple(zip(values, days, strict=True)))
                elif len(reached) == one.last:
                    mean = sum(values) / one.last
                    found[(index, cell)] = Number(mean, None, mean, n)
        return found


def in_order(keys: Iterable[Key]) -> list[Key]:
    """Oldest first, cells by their words."""
    return sorted(keys, key=lambda key: (key[0], *map(str, key[1])))


def evaluator(facts: StoreFacts) -> Evaluator:
    """The evaluator of these facts; it keeps what it scanned as long as they live."""
    if facts.evaluator is None:
        facts.evaluator = Evaluator(facts)
    found: Evaluator = facts.evaluator
    return found


def shifted(periods: Sequence[Period], at: str, fiscal_start: int, last: date) -> tuple[Period, ...]:
    """The periods themselves, those before, or those of a year before.

    A period that has not ended when `last` is over meets as many days, weekday by weekday where it is a year (ADR 7).
    """
    if at == "period":
        return tuple(periods)
    found = []
    for period in periods:
        whole = previous(period, fiscal_start) if at == "previous" else year_before(period)
        days = period.upto(last).days
        if 0 < days < period.days:
            start = whole.start if at == "previous" else weekday_aligned_year_before(period.start)
            whole = Period(start, min(start + timedelta(days=days), period.start), period.grain)
        found.append(whole)
    return tuple(found)


def add(parts: Iterable[tuple[Amount | None, int]]) -> tuple[float, int, int]:
    """Signed sum, rows, rows that lack an exchange rate."""
    total, n, unconverted = 0.0, 0, 0
    for amount, sign in parts:
        if amount is not None:
            total += sign * (amount.value or 0.0)
            n += amount.n
            unconverted += amount.unconverted
    return total, n, unconverted


def lacking_rate(rows: int, n: int) -> Number:
    """The answer where amounts cannot be converted: never 1:1."""
    return Number(None, None, None, n, status="not_convertible", note=scan.without_rate(rows))


def is_tally(one: Measure) -> bool:
    """The measure is itself a number of cases, not an amount: the sample size is its value, not its rows."""
    return one.aggregate in ("count", "distinct") or (one.aggregate == "sum" and one.unit in ("count", "people"))


def is_share(kind: Ratio) -> bool:
    """The numerator counts rows among those that the denominator counts."""
    if kind.interval in ("wilson", "delta", "none", "nps"):
        return kind.interval == "wilson"
    involved = [measures()[name] for name, _ in (*signed(kind.numerator), *signed(kind.denominator))]
    return all(one.aggregate == "count" for one in involved) and len({one.table for one in involved}) == 1


def needs_variance(kind: Ratio) -> bool:
    return kind.interval in ("delta", "auto") and not is_share(kind)


def _quotient(kind: Ratio, numerator: float, denominator: float, n: int, interval: Any) -> Number:
    if denominator == 0:
        return replace(NOTHING, numerator=numerator, denominator=0.0, n=n)
    share = numerator / denominator
    bounds = None if interval is None else interval
    if kind.complement:
        share = 1 - share
        bounds = None if bounds is None else (1 - bounds[1], 1 - bounds[0])
    scaled = None if bounds is None else (bounds[0] * kind.scale, bounds[1] * kind.scale)
    return Number(numerator, denominator, share * kind.scale, n, scaled)
