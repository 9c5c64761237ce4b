"""Sets every number beside others: the period before, the year before, target, own cells, industry, competitors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Protocol

from leitstand.foundation.calendar import business_days, easter
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.period import Period, previous, year_before
from leitstand.foundation.text import Language, Text
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.result import Value

KINDS: dict[str, Text] = {
    "previous_period": Text(de="Vorperiode", en="previous period"),
    "previous_year": Text(de="Vorjahr", en="previous year"),
    "target": Text(de="Ziel", en="target"),
    "benchmark": Text(de="übrige eigene Teilgruppen", en="own other cells"),
    "industry": Text(de="Branchenwert", en="industry figure"),
    "competitor": Text(de="Wettbewerber", en="competitor"),
}
STALE_DAYS = 400  # a yearly figure that is more than a month late is no longer this year's


@dataclass(slots=True)
class Comparison:
    """A number beside another.

    value: the reference; change = number − reference; change_ratio = change / |reference|, None for reference 0.
    period: what the reference is about. elapsed_days: with an unfinished period both sides stop after so many days.
    business_days, reference_business_days: Monday to Friday without German holidays. easter_shift: Easter lies in one
    of both only. adjusted_change_ratio: change per business day, where the number is a sum over days.
    source, year, grade, stale: for figures from outside.
    """

    kind: str
    label: Text
    period: Period | None = None
    value: float | None = None
    change: float | None = None
    change_ratio: float | None = None
    status: str = "ok"
    note: Text | None = None
    elapsed_days: int | None = None
    business_days: int | None = None
    reference_business_days: int | None = None
    adjusted_change_ratio: float | None = None
    easter_shift: bool = False
    source: str | None = None
    year: int | None = None
    grade: str | None = None
    confidence: str | None = None
    stale: bool = False

    def as_dict(self, language: Language = "en") -> dict[str, Any]:
        """The documented shape (docs/reference/shapes.md)."""
        return {
            "kind": self.kind,
            "label": self.label.get(language),
            "period_start": self.period.start.isoformat() if self.period else None,
            "period_end": self.period.end.isoformat() if self.period else None,
            "value": self.value,
            "change": self.change,
            "change_ratio": self.change_ratio,
            "status": self.status,
            "note": self.note.get(language) if self.note else None,
            "elapsed_days": self.elapsed_days,
            "business_days": self.business_days,
            "reference_business_days": self.reference_business_days,
            "adjusted_change_ratio": self.adjusted_change_ratio,
            "easter_shift": self.easter_shift,
            "source": self.source,
            "year": self.year,
            "grade": self.grade,
            "confidence": self.confidence,
            "stale": self.stale,
        }


class Target(Protocol):
    """A target as the control database keeps it."""

    value: float
    kind: str


Targets = Callable[[str, str, date, str], Target | None]
"""(metric, grain, first day, segment) → the target."""


def compare(facts: StoreFacts, metric: str, ask: Ask, values: Sequence[Value], kinds: Iterable[str], targets: Targets) -> None:
    """Adds to every value its comparisons. kinds: see KINDS; "benchmark:within=country" holds dimensions fixed,
    "benchmark:include_self" counts the cell itself in. Raises UnknownId."""
    for word in kinds:
        kind, _, options = word.partition(":")
        if kind in ("previous_period", "previous_year"):
            _add_earlier(facts, metric, ask, values, kind)
        elif kind == "target":
            _add_target(metric, ask, values, targets)
        elif kind == "benchmark":
            _add_benchmark(ask, values, options)
        elif kind == "industry":
            _add_industry(facts, metric, values)
        elif kind == "competitor":
            _add_competitors(facts, metric, values)
        else:
            raise UnknownId(Text(de="Die Vergleichsart", en="comparison"), kind, KINDS)


def against(value: Value, comparison: Comparison, reference: float | None) -> Comparison:
    """Fills in reference and change."""
    comparison.value = reference
    if reference is None:
        comparison.status = "no_data" if comparison.status == "ok" else comparison.status
    elif value.value is not None:
        comparison.change = value.value - reference
        comparison.change_ratio = comparison.change / abs(reference) if reference else None
    value.comparisons.append(comparison)
    return comparison


def _add_earlier(facts: StoreFacts, metric: str, ask: Ask, values: Sequence[Value], kind: str) -> None:
    """The same cells in the earlier period; an unfinished period is compared with as many days of the earlier one."""
    by_period: dict[Period, list[Value]] = {}
    for value in values:
        by_period.setdefault(value.period, []).append(value)
    references = {period: earlier(period, kind, facts) for period in by_period}
    found: dict[tuple[Period, tuple[Any, ...]], Value] = {}
    full = [reference for period, reference in references.items() if reference.days == _whole(period, kind, facts).days]
    if full:
        start, end = min(p.start for p in full), max(p.end for p in full)
        _collect(found, answer(facts, metric, replace(ask, start=start, end=end)))
    for reference in references.values():
        if reference not in full:
            _collect(found, answer(facts, metric, replace(ask, grain="total", start=reference.start, end=reference.end)))
    for value in values:
        reference = references[value.period]
        other = found.get((replace(reference, grain="total"), tuple(value.dims.values())))
        comparison = Comparison(kind, KINDS[kind], reference)
        if other is not None and other.status != "ok":
            comparison.status, comparison.note = other.status, other.note
        elif other is not None and not other.complete:
            comparison.note = Text(de="Der Vergleichszeitraum ist nicht voll von Daten gedeckt.",
                                   en="The data do not cover the whole earlier period.")  # fmt: skip
        against(value, comparison, other.value if other else None)
        _calendar(facts, value, comparison)


def _collect(found: dict[tuple[Period, tuple[Any, ...]], Value], values: Iterable[Value]) -> None:
    for value in values:
        found[(replace(value.period, grain="total"), tuple(value.dims.values()))] = value


def _whole(period: Period, kind: str, facts: StoreFacts) -> Period:
    return previous(period, facts.fiscal_start) if kind == "previous_period" else year_before(period)


def earlier(period: Period, kind: str, facts: StoreFacts) -> Period:
    """The period to compare with, cut to the elapsed days where the period is unfinished.

    An unfinished month, quarter or year is set against the same number of days a year before, starting on the same
    weekday (364 days back), so that weekends meet weekends; a finished one against the same calendar period.
    """
    whole = _whole(period, kind, facts)
    elapsed = (facts.as_of + timedelta(days=1) - period.start).days
    if elapsed >= period.days or elapsed <= 0:
        return whole
    if kind == "previous_year" and period.grain in ("month", "quarter", "year", "fiscal_year"):
        start = period.start - timedelta(days=364)
        return Period(start, start + timedelta(days=elapsed), period.grain)
    return Period(whole.start, whole.start + timedelta(days=min(elapsed, whole.days)), period.grain)


def _calendar(facts: StoreFacts, value: Value, comparison: Comparison) -> None:
    reference = comparison.period
    assert reference is not None
    period = value.period.upto(facts.as_of)
    if period.days != value.period.days:
        comparison.elapsed_days = period.days
    comparison.business_days = business_days(period.start, period.end)
    comparison.reference_business_days = business_days(reference.start, reference.end)
    comparison.easter_shift = _has_easter(period) != _has_easter(reference)
    is_flow = value.denominator is None and value.unit in ("currency", "count", "units")
    ours, theirs = comparison.business_days, comparison.reference_business_days
    if is_flow and ours and theirs and value.value is not None and comparison.value:
        comparison.adjusted_change_ratio = (value.value / ours) / (comparison.value / theirs) - 1


def _has_easter(period: Period) -> bool:
    return any(period.start <= easter(year) < period.end for year in range(period.start.year, period.end.year + 1))


def _add_target(metric: str, ask: Ask, values: Sequence[Value], targets: Targets) -> None:
    for value in values:
        cell = " & ".join(f"{name}={'(none)' if v is None else v}" for name, v in value.dims.items())
        segment = " & ".join(part for part in (str(ask.segment), cell) if part)
        target = targets(metric, value.period.grain, value.period.start, segment)
        comparison = Comparison("target", KINDS["target"], value.period)
        if target is None:
            comparison.note = Text(de="Kein Ziel gesetzt.", en="No target is set.")
            against(value, comparison, None)
            continue
        against(value, comparison, target.value)
        if value.value is not None:
            reached = value.value >= target.value if target.kind == "at_or_above" else value.value <= target.value
            comparison.note = (
                Text(de="erreicht", en="reached") if reached else Text(de="nicht erreicht", en="not reached")
            )


def _add_benchmark(ask: Ask, values: Sequence[Value], options: str) -> None:
    """Against the other cells of the same period: ratios pooled over their parts, sums as the mean per cell."""
    include_self = "include_self" in options
    within = [name for name in options.removeprefix("within=").split(",") if name in ask.by]
    for value in values:
        peers = [
            other for other in values
            if other.period == value.period and other.status == "ok" and (include_self or other is not value)
            and all(other.dims[name] == value.dims[name] for name in within)
        ]  # fmt: skip
        comparison = Comparison("benchmark", KINDS["benchmark"], value.period)
        if not ask.by:
            comparison.note = Text(de="Braucht eine Gliederung (--by).", en="Needs a split (--by).")
            against(value, comparison, None)
            continue
        against(value, comparison, pooled(peers))


def pooled(peers: Sequence[Value]) -> float | None:
    """One value for several cells: a ratio from summed numerators and denominators, else the mean of the cells."""
    known = [peer for peer in peers if peer.value is not None]
    if not known:
        return None
    if all(peer.numerator is not None and peer.denominator for peer in known):
        first = known[0]
        scale = _scale(first)
        ratio = sum(p.numerator or 0 for p in known) / sum(p.denominator or 0 for p in known)
        if scale is not None and all(_scale(p) is not None and abs(_scale(p) - scale) < 1e-6 for p in known):  # type: ignore[operator]
            return ratio * scale
    return sum(peer.value or 0 for peer in known) / len(known)


def _scale(value: Value) -> float | None:
    """value = numerator / denominator × scale; None where it is made otherwise (medians, complements)."""
    if not value.numerator or not value.denominator or value.value is None:
        return None
    return value.value / (value.numerator / value.denominator)


def _add_industry(facts: StoreFacts, metric: str, values: Sequence[Value]) -> None:
    from leitstand.metrics.published import published

    rows = published(facts, metric)
    for value in values:
        if not rows:
            nothing = Text(de="Kein veröffentlichter Wert hinterlegt.", en="No published figure on file.")
            against(value, Comparison("industry", KINDS["industry"], note=nothing), None)
        for row in rows:
            label = Text(de=f"{KINDS['industry'].de}: {row.population.de}", en=f"{KINDS['industry'].en}: {row.population.en}")
            age = value.period.last_day.year - row.year
            comparison = Comparison("industry", label, None, note=row.caveat, source=row.source, year=row.year,
                                    grade=row.grade, stale=age > 2)  # fmt: skip
            against(value, comparison, row.value)


def _add_competitors(facts: StoreFacts, metric: str, values: Sequence[Value]) -> None:
    observed = observations(facts, metric)
    for value in values:
        if not observed:
            nothing = Text(de="Keine Beobachtung hinterlegt.", en="No observation on file.")
            against(value, Comparison("competitor", KINDS["competitor"], note=nothing), None)
        for row in observed:
            name = str(row["name"])
            comparison = Comparison(
                "competitor", Text(de=name, en=name), None, source=row["source_url"], confidence=row["confidence"],
                year=row["observed_on"].year if row["observed_on"] else None,
            )  # fmt: skip
            age = (facts.as_of - row["observed_on"]).days if row["observed_on"] else None
            comparison.stale = age is None or age > STALE_DAYS
            if comparison.stale:
                comparison.note = Text(de="Beobachtung ist veraltet.", en="The observation is stale.")
            against(value, comparison, row["value"])


def observations(facts: StoreFacts, metric: str) -> list[dict[str, Any]]:
    """The newest observation of each competitor: name, value, period, source_url, observed_on, confidence."""
    found = facts.backend.con.execute(
        """SELECT coalesce(c.name, o.competitor_id::VARCHAR) AS name, o.value, o.period, o.source_url, o.observed_on,
        o.confidence FROM competitor_observation o LEFT JOIN competitor c
        ON c.competitor_id = o.competitor_id AND c.valid_to IS NULL
        WHERE o.valid_to IS NULL AND o.metric_key = ? AND o.value IS NOT NULL AND coalesce(c.is_own, false) = false
        QUALIFY row_number() OVER (PARTITION BY o.competitor_id ORDER BY o.observed_on DESC NULLS LAST, o.period DESC) = 1
        ORDER BY 1""",
        [metric],
    )
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
