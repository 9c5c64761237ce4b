"""Totals of a web analytics tool where the visits themselves are not there: which rows may answer a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from leitstand.foundation.period import Period
from leitstand.foundation.text import Text
from leitstand.metrics.compute.splits import reachable
from leitstand.metrics.contract import Ranges
from leitstand.metrics.registry import dimension, measures

if TYPE_CHECKING:
    from leitstand.metrics.compute.facts import StoreFacts
    from leitstand.metrics.compute.question import Question

Level = Literal["cases", "totals", "both"]
DAY = timedelta(days=1)
CASE = "*"  # stands for the split of single cases: they can be split by everything

NOTES: dict[Level, Text] = {
    "cases": Text(de="Aus einzelnen Besuchen.", en="From single visits."),
    "totals": Text(de="Aus Summen der Web-Analyse.", en="From totals of the web analytics tool."),
    "both": Text(
        de="Teils aus einzelnen Besuchen, teils aus Summen der Web-Analyse.",
        en="Partly from single visits, partly from totals of the web analytics tool.",
    ),
}


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """Days [start, end) that one set of rows stands for. owner: website or property. split: dimensions of the rows."""

    start: date
    end: date
    owner: str = ""
    split: str = CASE

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name.strip() for name in self.split.split(",") if name.strip())


@dataclass(frozen=True, slots=True)
class Plan:
    """What answers one period. level: None where nothing can, then `note` says why.

    exact: one row per cell and nothing added up, so that people may be read off too.
    """

    ranges: tuple[Range, ...]
    level: Level | None
    exact: bool
    note: Text


def plans(facts: StoreFacts, table: str, when: Ranges, question: Question) -> list[Plan]:
    """One plan per period. Cases win where they reach over the whole period; the two are never added for the same days.

    A period is cut to the days the data cover; the rest must be composed of full ranges.
    """
    from leitstand.metrics.compute.scope import limited

    question = limited(facts, table, question)
    cases, totals = known(facts, table, when)
    asked = _columns_asked(table, question)
    fitting = [one for one in totals if asked <= one.names]
    exact = all(len(c.values) == 1 and not c.negate for c in question.segment.conditions)
    both = [*totals, *([cases] if cases else [])]
    reach = Range(min(one.start for one in both), max(one.end for one in both)) if totals else None
    owners = sorted({one.owner for one in totals})
    return [_plan(period, cases, reach, owners, fitting, asked, exact) for period in question.periods]


def known(facts: StoreFacts, table: str, when: Ranges) -> tuple[Range | None, list[Range]]:
    """The days with single cases, and the ranges of the totals; later than `as_of` nothing counts."""
    if table not in facts.ranges:
        rows = facts.table(table)
        rows = rows.filter(rows[when.until] <= facts.as_of, rows[when.since] <= rows[when.until])
        seen = rows.select(s=rows[when.since], e=rows[when.until], o=rows[when.owner], d=rows[when.split]).distinct()
        found = seen.to_pyarrow().to_pylist()
        days = [row["s"] for row in found if row["d"] is None]
        cases = Range(min(days), max(days) + DAY) if days else None
        totals = [Range(r["s"], r["e"] + DAY, r["o"] or "", r["d"]) for r in found if r["d"] is not None]
        facts.ranges[table] = cases, sorted(totals)
    found_before: tuple[Range | None, list[Range]] = facts.ranges[table]
    return found_before


def _columns_asked(table: str, question: Question) -> frozenset[str]:
    names = (*question.by, *(condition.dimension for condition in question.segment.conditions))
    return frozenset(column.rpartition(".")[2] for name in names for column in reachable(table, dimension(name)))


def _plan(period: Period, cases: Range | None, reach: Range | None, owners: Sequence[str], fitting: Sequence[Range],
          asked: frozenset[str], exact: bool) -> Plan:  # fmt: skip
    """reach: the days of cases and totals together; None where there are no totals."""
    if reach is None:
        return Plan(_each_day(period.start, period.end), "cases", True, NOTES["cases"])
    start, end = max(period.start, reach.start), min(period.end, reach.end)
    if cases and cases.start <= start < end <= cases.end:
        return Plan(_each_day(start, end), "cases", True, NOTES["cases"])
    found = [_of_owner([one for one in fitting if one.owner == owner], start, end) for owner in owners]
    if start < end and any(found) and None not in found and _reach(found, start, end):
        pieces = [one for part in found if part for one in part]
        single = exact and len(pieces) == 1 and pieces[0].names == asked
        return Plan(tuple(pieces), "totals", single, NOTES["totals"])
    if start < end and cases and len(owners) == 1:
        for same in _splits(fitting):
            mixed = tiling([*same, *_each_day(max(start, cases.start), min(end, cases.end))], start, end)
            if mixed:
                return Plan(tuple(mixed), "both", False, NOTES["both"])
    return Plan((), None, False, _why_not(fitting, asked, start, end))


def _each_day(start: date, end: date) -> tuple[Range, ...]:
    return tuple(Range(start + DAY * k, start + DAY * (k + 1)) for k in range((end - start).days))


def _splits(ranges: Sequence[Range]) -> list[list[Range]]:
    """The ranges by split, those with the fewest dimensions first: rows of two splits are never added up."""
    return [
        [one for one in ranges if one.split == split]
        for split in sorted({one.split for one in ranges}, key=lambda split: (split.count(","), split))
    ]


def _of_owner(fitting: Sequence[Range], start: date, end: date) -> list[Range] | None:
    """What fills the days on which the owner reports; [] outside of them; None where nothing fills them."""
    if not fitting:
        return None
    start, end = max(start, min(one.start for one in fitting)), min(end, max(one.end for one in fitting))
    if start >= end:
        return []
    return next((found for same in _splits(fitting) if (found := tiling(same, start, end))), None)


def _reach(found: Iterable[list[Range] | None], start: date, end: date) -> bool:
    pieces = [one for part in found if part for one in part]
    return min(one.start for one in pieces) == start and max(one.end for one in pieces) == end


def tiling(ranges: Iterable[Range], start: date, end: date) -> list[Range] | None:
    """The fewest ranges that fill [start, end) without gap or overlap, None if they cannot.

    >>> week = Range(date(2024, 1, 1), date(2024, 1, 8))
    >>> tiling([week], date(2024, 1, 1), date(2024, 1, 8)) == [week], tiling([week], date(2024, 1, 1), date(2024, 1, 9))
    (True, None)
    """
    best: dict[date, list[Range]] = {start: []}
    for one in sorted(ranges):
        if one.start in best and one.end <= end:
            longer = [*best[one.start], one]
            if one.end not in best or len(longer) < len(best[one.end]):
                best[one.end] = longer
    return best.get(end) or None


def _why_not(fitting: Sequence[Range], asked: frozenset[str], start: date, end: date) -> Text:
    if asked and not fitting:
        names = ", ".join(sorted(asked))
        return Text(de=f"Die Summen sind nicht nach {names} gegliedert.", en=f"The totals are not split by {names}.")
    if start >= end:
        return Text(de="Der Zeitraum liegt außerhalb der Daten.", en="The period lies outside the data.")
    return Text(
        de="Die Summen der Web-Analyse ergeben diesen Zeitraum nicht lückenlos.",
        en="The totals of the web analytics tool do not fill this period without a gap.",
    )


def lookup(found: Sequence[Plan]) -> Any:
    """Table: owner, split, first and last day of a range → `__period`, for a join with the rows."""
    import pyarrow as pa

    flat = [(one, index) for index, plan in enumerate(found) for one in plan.ranges]
    return pa.table(
        {
            "__owner": pa.array([one.owner for one, _ in flat], pa.string()),
            "__split": pa.array([one.split for one, _ in flat], pa.string()),
            "__since": pa.array([one.start for one, _ in flat], pa.date32()),
            "__until": pa.array([one.end - DAY for one, _ in flat], pa.date32()),
            "__period": pa.array([index for _, index in flat], pa.int64()),
        }
    )


def explained(facts: StoreFacts, leaves: Sequence[str], question: Question, numbers: dict[Any, Any],
              nothing: Any) -> dict[Any, Any]:  # fmt: skip
    """The numbers with a word on what fed them; nothing where the totals cannot answer (never a false zero).

    People and other distinct counts are read off only where one row is the whole answer.
    """
    used = {(measures()[leaf].table, measures()[leaf].time) for leaf in leaves}
    for table, when in sorted((table, when) for table, when in used if isinstance(when, Ranges)):
        distinct = any(measures()[leaf].table == table and not measures()[leaf].additive for leaf in leaves)
        for index, plan in enumerate(plans(facts, table, when, question)):
            keys = [key for key in numbers if key[0] == index]
            note = plan.note
            if plan.level is not None and distinct and not plan.exact:
                note = Text(
                    de="Personen lassen sich nicht aus mehreren Summen zusammenzählen.",
                    en="People cannot be added up from several totals.",
                )
            if plan.level is None or note is not plan.note:
                numbers = {key: number for key, number in numbers.items() if key[0] != index}
                numbers[(index, (None,) * len(question.by))] = replace(nothing, note=note)
            elif known(facts, table, when)[1]:
                numbers |= {key: replace(numbers[key], note=numbers[key].note or note) for key in keys}
    return numbers
