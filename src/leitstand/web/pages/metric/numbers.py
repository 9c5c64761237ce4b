"""The numbers of one metric: its series with intervals, everything it can be compared with, its parts and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from leitstand.control.account.models import Role
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.numbers import format_change, format_day, format_number, format_value
from leitstand.foundation.period import Grain
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.compute.answer import Ask
from leitstand.metrics.compute.behind import Behind, behind
from leitstand.metrics.compute.compare import add_target
from leitstand.metrics.compute.comparison import Comparison
from leitstand.metrics.compute.result import STATUS_TEXTS, Value
from leitstand.metrics.contract import Measure
from leitstand.metrics.registry import dimension, find
from leitstand.reporting.charts.contract import Chart
from leitstand.web import ready
from leitstand.web.cards import Tone, interval_of, judged
from leitstand.web.company import Company, fitting
from leitstand.web.contract import may
from leitstand.web.course import SHOWN, grain_of
from leitstand.web.split import Split, split
from leitstand.web.state import State, written
from leitstand.web.timeline import noted

PARTS = ("course", "series", "compared", "split", "rows")
OUTSIDE = ("previous_period", "previous_year", "industry", "competitor")
SHOWN_ROWS = 13


@dataclass(frozen=True, slots=True)
class Beside:
    """One comparison in words. source: where a figure from outside comes from."""

    label: Text
    period: Text | None
    reference: Text | None
    change: Text | None
    arrow: str
    tone: Tone
    word: Text | None
    note: Text | None
    source: str


@dataclass(frozen=True, slots=True)
class Line:
    """One period of the series."""

    period: Text
    value: Text
    interval: Text | None
    n: int
    complete: bool
    note: Text | None


def value_of(company: Company, state: State, identity: str) -> Value:
    """The number of the period with everything it can be compared with. Raises LeitstandError."""
    found = copy(company.value(identity, state.period, state.where, OUTSIDE))
    found.comparisons = list(found.comparisons)
    grain = fitting(identity, state.period)
    ask = Ask(grain, segment=state.segment, only=(state.period,))
    if company.has(identity):
        add_target(company.facts, identity, ask, [found], company.workspace.targets)
    return found


def beside(value: Value) -> list[Beside]:
    """Each comparison in words, those without a reference at the end."""
    told = [_beside(value, one) for one in value.comparisons]
    return sorted(told, key=lambda one: one.reference is None)


def _beside(value: Value, one: Comparison) -> Beside:
    tone, word = judged(value, one)
    known = one.value is not None
    change = one.change if known else None
    source = ", ".join(str(each) for each in (one.source, one.year) if each)
    return Beside(
        one.label, written(one.period) if one.period else None,
        amount(one.value, value) if known else None,
        None if change is None else _each(
            lambda say: format_change(change, one.change_ratio, value.unit, value.currency, say, short=True)
        ),
        "" if change is None else "▲" if change > 0 else "▼" if change < 0 else "■",
        tone, word if change is not None else None, one.note, source,
    )  # fmt: skip


def series(company: Company, state: State, identity: str) -> list[Value]:
    """The last complete periods and the running one, oldest first. Raises LeitstandError."""
    grain: Grain = grain_of(identity)
    found = [one for one in company.values(identity, grain, state.where) if one.complete or one.value is not None]
    return found[-SHOWN:]


def lines(values: Sequence[Value]) -> list[Line]:
    """The newest periods in words, the newest first."""
    return [
        Line(written(one.period), amount(one.value, one), interval_of(one), one.n, one.complete,
             one.note or STATUS_TEXTS[one.status] if one.value is None else None)
        for one in reversed(values[-SHOWN_ROWS:])
    ]  # fmt: skip


def ranged(company: Company, values: Sequence[Value], identity: str) -> Chart | None:
    """The series with its 95 % intervals; None where the number is no estimate."""
    known = [one for one in values if one.complete]
    if sum(one.ci_low is not None for one in known) < 2:
        return None
    columns: dict[str, Sequence[Any]] = {
        "day": [one.period.start.isoformat() for one in known],
        "value": [one.value for one in known],
        "low": [one.ci_low for one in known],
        "high": [one.ci_high for one in known],
    }
    one = find(identity)
    title = Text(de=f"{one.title.de} mit 95-%-Bereich", en=f"{one.title.en} with its 95% range")
    direction = "context" if isinstance(one, Measure) else one.direction
    drawn = Chart("series", columns, known[-1].unit, title, None, known[-1].currency, direction)
    return noted(company, drawn, [identity])


def offered(company: Company, identity: str) -> list[tuple[str, Text]]:
    """The dimensions by which the metric can be split."""
    return [(name, dimension(name).title) for name in company.catalogue[identity]["dimensions"]]


def parted(company: Company, state: State, identity: str, by: str) -> Split | None:
    """The metric by a dimension; None where the period or segment does not fit it."""
    try:
        return split(company, state, identity, by)
    except LeitstandError:
        return None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one measure in words; numbers: which columns are right-aligned."""

    of: Behind
    head: Sequence[tuple[Text, bool]]
    cells: Sequence[tuple[int | None, Sequence[tuple[Text, bool]]]]


def rows_behind(company: Company, state: State, identity: str) -> list[Rows]:
    """The rows behind the number, for those who may see single cases; the counts for all."""
    segment = Segment.parse(state.where)

    def look() -> list[Behind]:
        return behind(company.facts, identity, state.period, segment)

    try:
        found: list[Behind] = company.remember("metric.rows", look, identity, state.period, tuple(state.where))
    except LeitstandError:
        return []
    if not sees_rows(company):
        found = [replace(one, rows=(), customers=None) for one in found]
    return [_told(one, company.currency) for one in found]


def sees_rows(company: Company) -> bool:
    """Single cases are for those who work with customers or numbers."""
    return may(company.user.role, Role.EMPLOYEE)


def _told(one: Behind, currency: str) -> Rows:
    numeric = [any(isinstance(row[at], int | float | Decimal) and not isinstance(row[at], bool) for row in one.rows)
               for at in range(len(one.columns))]  # fmt: skip
    customers = one.customers or [None] * len(one.rows)
    return Rows(
        one, [(title, numeric[at]) for at, (_, title) in enumerate(one.columns)],
        [(customer, [(_cell(value), numeric[at]) for at, value in enumerate(row)])
         for customer, row in zip(customers, one.rows, strict=True)],
    )  # fmt: skip


def _cell(value: Any) -> Text:
    if value is None:
        return Text(de="–", en="–")
    if isinstance(value, bool):
        return Text(de="ja", en="yes") if value else Text(de="nein", en="no")
    if isinstance(value, date):
        return _each(lambda say: format_day(value, say))
    if isinstance(value, int | float | Decimal):
        return _each(lambda say: format_number(float(value), say, 2))
    return Text(de=str(value)[:80], en=str(value)[:80])


def amount(number: float | None, like: Value) -> Text:
    if number is None:
        return Text(de="–", en="–")
    return _each(lambda say: format_value(number, like.unit, like.currency, say, short=True))


def _each(words: Any) -> Text:
    return Text(**{say: words(say) for say in LANGUAGES})


def is_ready(company: Company, state: State, identity: str, part: str, by: str) -> bool:
    return ready.known(company, *_key(state, identity, part, by))


def note_ready(company: Company, state: State, identity: str, part: str, by: str) -> None:
    ready.note(company, *_key(state, identity, part, by))


def _key(state: State, identity: str, part: str, by: str) -> tuple[Any, ...]:
    return ("metric", identity, part, by if part == "split" else "", state.period, state.comparison,
            tuple(state.where))  # fmt: skip


def headline(value: Value, against: Text, kind: str) -> Text:
    """ "Net revenue September 2026: €266,167, +13.7% on last year." """
    compared = next((one for one in value.comparisons if one.kind == kind and one.change is not None), None)

    def said(say: Language) -> str:
        title, at = find(value.metric).title.get(say), written(value.period).get(say)
        if value.value is None:
            return f"{title} {at}: {STATUS_TEXTS[value.status].get(say)}"
        moved = ""
        if compared is not None and compared.change is not None:
            change = format_change(compared.change, compared.change_ratio, value.unit, value.currency, say, short=True)
            moved = f", {change} {against.get(say)}"
        return f"{title} {at}: {format_value(value.value, value.unit, value.currency, say, short=True)}{moved}"

    return _each(said)


def about(found: Iterable[dict[str, Any]], identity: str) -> list[dict[str, Any]]:
    """Those that are about the metric."""
    return [one for one in found if one["metric"] == identity]
