"""Compares with the period before and the year before, like with like: same days, same weekdays, same cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from leitstand.foundation.calendar import business_days, easter, weekday_aligned_year_before
from leitstand.foundation.period import Period, period_of, previous, year_before
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import Ask, answer, tables_behind
from leitstand.metrics.compute.comparison import KINDS, Comparison, against, difference, is_clear
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.question import Cell
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Metric, Sum
from leitstand.metrics.registry import find, measures

EARLIER = ("previous_period", "previous_year")
Answers = Mapping[tuple[date, date], Mapping[Cell, Value]]
"""[start, end) → cell → its value."""


def add_earlier(facts: StoreFacts, metric: str, values: Sequence[Value], kind: str, found: Answers) -> None:
    """Adds the same cells of the earlier period. kind: previous_period, previous_year. found: see `answers`."""
    covered = facts.coverage(tables_behind(facts, metric))
    if covered is None:
        for value in values:
            against(value, Comparison(kind, KINDS[kind], note=value.note), None)
        return
    first, last = covered
    references = {one: earlier(one, kind, last, facts.fiscal_start) for one in {value.period for value in values}}
    flows = is_flow(metric)
    for value in values:
        reference, elapsed = references[value.period], value.period.upto(last)
        comparison = Comparison(kind, KINDS[kind], reference)
        other = None
        if elapsed.days:
            cells = found.get((reference.start, reference.end), {})
            other = _find(comparison, tuple(value.dims.values()), cells, first)
        else:
            comparison.note = Text(
                de="Für den Zeitraum gibt es noch keine Daten.", en="There are no data for the period yet."
            )
        if elapsed != value.period:
            comparison.elapsed_days = elapsed.days
            if other is not None and comparison.note is None and reference.days < elapsed.days:
                comparison.note = Text(
                    de=f"Der Vergleichszeitraum hat nur {reference.days} Tage.",
                    en=f"The earlier period has only {reference.days} days.",
                )
        against(value, comparison, other.value if other else None)
        comparison.clear = is_clear(value, other) if other else None
        _add_calendar(comparison, elapsed, value.value if flows else None)


def earlier(period: Period, kind: str, last: date, fiscal_start: int = 1) -> Period:
    """The period to compare with, cut to the days that have elapsed when `last` is over.

    Finished months, quarters and years meet the same calendar period of the year before. Whatever else is compared
    with the year before starts 364 days back, so that weekends meet weekends.
    """
    elapsed = (last - period.start).days + 1
    days = elapsed if 0 < elapsed < period.days else period.days
    if kind == "previous_year":
        of_months = period.start.day == period.end.day == 1
        if of_months and days == period.days:
            return year_before(period)
        start = weekday_aligned_year_before(period.start)
        return Period(start, start + timedelta(days=days), period.grain)
    whole = previous(period, fiscal_start)
    return whole if days == period.days else whole.upto(whole.start + timedelta(days=days - 1))


def answers(facts: StoreFacts, metric: str, ask: Ask, values: Sequence[Value], kinds: Iterable[str],
            known: Iterable[Value] = ()) -> Answers:  # fmt: skip
    """The periods that the values are compared with: those at hand, others of the calendar with one question, cut ones
    with another.
    """
    covered = facts.coverage(tables_behind(facts, metric))
    if covered is None:
        return {}
    first, last = covered
    found: dict[tuple[date, date], dict[Cell, Value]] = {}

    def keep(answered: Iterable[Value]) -> None:
        for value in answered:
            found.setdefault((value.period.start, value.period.end), {})[tuple(value.dims.values())] = value

    keep((*known, *values))
    begun = {value.period for value in values if value.period.start <= last}
    references = {earlier(one, kind, last, facts.fiscal_start) for one in begun for kind in kinds}
    missing = sorted(one for one in references if one.start >= first and (one.start, one.end) not in found)
    regular = [one for one in missing if ask.grain != "total" and _is_regular(one, facts.fiscal_start)]
    cut = [Period(one.start, one.end, "total") for one in missing if one not in regular]
    if regular:
        keep(answer(facts, metric, replace(ask, only=tuple(regular))))
    if cut:
        keep(answer(facts, metric, replace(ask, grain="total", only=tuple(cut))))
    return found


def _is_regular(period: Period, fiscal_start: int) -> bool:
    return period_of(period.last_day, period.grain, fiscal_start) == period


def _find(comparison: Comparison, cell: Cell, cells: Mapping[Cell, Value], first: date) -> Value | None:
    """The cell in the earlier period; where it cannot be compared, None, and the comparison says why."""
    reference = comparison.period
    assert reference is not None
    if reference.start < first:
        comparison.status = "no_data" if reference.end <= first else "not_enough_data"
        comparison.note = Text(de=f"Die Daten beginnen erst am {first:%d.%m.%Y}.", en=f"The data begin on {first}.")
        return None
    if OTHER in cell:
        comparison.status = "small_group"
        comparison.note = Text(de="In „(other)“ stecken nicht in beiden Zeiträumen dieselben Teilgruppen.",
                               en="'(other)' does not hold the same cells in both periods.")  # fmt: skip
        return None
    if cell not in cells:
        comparison.status = "no_data"
        comparison.note = (
            Text(de="Im Vergleichszeitraum nicht vorhanden oder zu klein, um gezeigt zu werden.",
                 en="Not there in the earlier period, or too small to be shown.")
            if any(OTHER in other for other in cells)
            else Text(de="Im Vergleichszeitraum nicht vorhanden.", en="Not there in the earlier period.")
        )  # fmt: skip
        return None
    other = cells[cell]
    comparison.status, comparison.note = other.status, other.note
    if other.status == "ok" and not other.complete:
        comparison.note = Text(de="Der Vergleichswert kann sich noch ändern.", en="The earlier figure may change yet.")
    return other


def _add_calendar(comparison: Comparison, period: Period, amount: float | None) -> None:
    """Business days and Easter of both sides. amount: the number, if it is a sum over days."""
    reference = comparison.period
    assert reference is not None
    ours, theirs = business_days(period.start, period.end), business_days(reference.start, reference.end)
    comparison.business_days, comparison.reference_business_days = ours, theirs
    comparison.easter_shift = _easter_days(period) != _easter_days(reference)
    if amount is not None and comparison.value is not None and ours and theirs:
        comparison.adjusted_change_ratio = difference(amount / ours, comparison.value / theirs)[1]


def is_flow(metric: str) -> bool:
    """The number is a sum over days, so that one day more makes it larger."""
    one = find(metric)
    if isinstance(one, Metric) and not isinstance(one.kind, Sum):
        return False
    return all(measures()[leaf].additive and isinstance(measures()[leaf].time, str) for leaf in leaves_of(metric))


def _easter_days(period: Period) -> int:
    """Days from Good Friday to Easter Monday in the period."""
    sundays = [easter(year) for year in range(period.start.year, period.end.year + 1)]
    return sum(period.start <= day + timedelta(days=n) < period.end for day in sundays for n in range(-2, 2))
