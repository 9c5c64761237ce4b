"""A metric as a card: the number, what changed, its course, and a word for how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.numbers import format_change, format_number, format_range, format_value
from leitstand.foundation.period import Period, add_months
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.compute.comparison import Comparison
from leitstand.metrics.compute.result import STATUS_TEXTS, Value
from leitstand.metrics.contract import Measure
from leitstand.metrics.registry import find
from leitstand.web.company import Company, fitting
from leitstand.web.state import State
from leitstand.web.words import AGAINST, BESIDE

Tone = Literal["good", "bad", "watch", "neutral"]
COURSE = 13
"""Periods of the small line: of months a year and the month it began with."""

BETTER = Text(de="besser", en="better")
WORSE = Text(de="schlechter", en="worse")
CALM = Text(de="ruhig", en="calm")
NEITHER = Text(de="zur Einordnung", en="for context")
UNCLEAR = Text(de="im Rahmen des Zufalls", en="within chance")
REACHED, MISSED = Text(de="im Ziel", en="on target"), Text(de="Ziel verfehlt", en="target missed")
NOTHING = Text(de="kein Vergleichswert", en="nothing to compare with")


@dataclass(frozen=True, slots=True)
class Card:
    """known: whether there is a number; else `note` says why not. change, arrow: against the chosen comparison; tone
    and word: whether that is good. beside: the comparison
    as a noun. course: of the last months. elapsed: of a period that still runs."""

    metric: str
    title: Text
    family: Text | None = None
    known: bool = False
    note: Text | None = None
    value: float | None = None
    unit: str = "count"
    written: Text | None = None
    exact: Text | None = None
    interval: Text | None = None
    change: Text | None = None
    ratio: float | None = None
    arrow: str = ""
    tone: Tone = "neutral"
    against: Text | None = None
    beside: Text | None = None
    word: Text | None = None
    course: Sequence[float | None] = ()
    elapsed: Text | None = None


def card(company: Company, state: State, metric: str, family: Text | None = None) -> Card:
    """The card of a metric in the period, segment and comparison of the top bar."""
    title = find(metric).title
    try:
        value, course = numbers(company, state, metric)
    except LeitstandError as error:
        return Card(metric, title, family, note=error.message)
    if value.value is None:
        return Card(metric, title, family, note=value.note or STATUS_TEXTS[value.status], unit=value.unit)
    compared = next((one for one in value.comparisons if one.kind == state.comparison), None)
    tone, word = judged(value, compared)
    change = compared.change if compared else None
    return Card(
        metric, title, family, known=True, value=value.value, unit=value.unit,
        written=_each(lambda say: format_value(value.value or 0.0, value.unit, value.currency, say, short=True)),
        exact=_each(lambda say: format_value(value.value or 0.0, value.unit, value.currency, say)),
        interval=interval_of(value),
        change=None if compared is None or change is None else _each(
            lambda say: format_change(change, compared.change_ratio, value.unit, value.currency, say, short=True)
        ),
        ratio=compared.change_ratio if compared else None,
        arrow="" if change is None else "▲" if change > 0 else "▼" if change < 0 else "■",
        tone=tone, against=AGAINST[state.comparison] if change is not None else NOTHING,
        beside=BESIDE[state.comparison], word=word, course=course,
        elapsed=elapsed(value, company),
    )  # fmt: skip


def numbers(company: Company, state: State, metric: str) -> tuple[Value, list[float | None]]:
    """The number of the period with its comparison, and the course of the periods up to it."""
    if fitting(metric, state.period) != "total":
        found = company.course(metric, state.period, COURSE, state.where, [state.comparison])
        return found[-1], [one.value for one in found]
    value, last = company.value(metric, state.period, state.where, [state.comparison]), state.period.last_day
    months = Period(last.replace(day=1), add_months(last.replace(day=1), 1), "month")
    if fitting(metric, months) == "total":
        return value, []
    return value, [one.value for one in company.course(metric, months, COURSE, state.where)]


def judged(value: Value, compared: Comparison | None) -> tuple[Tone, Text]:
    """Whether a change is good: a tone and a word; neither where chance would do as much or nobody can say."""
    one = find(value.metric)
    direction = "context" if isinstance(one, Measure) else one.direction
    if compared is None or compared.change is None:
        return "neutral", CALM
    if compared.kind == "target":
        reached = bool(compared.note and compared.note.en == "reached")
        return ("good", REACHED) if reached else ("bad", MISSED)
    estimate = value.denominator is not None and compared.kind in ("previous_period", "previous_year")
    if direction == "context" or (estimate and compared.clear is None):
        return "neutral", NEITHER
    if compared.clear is False:
        return "neutral", UNCLEAR
    if not compared.change:
        return "neutral", CALM
    return ("good", BETTER) if (compared.change > 0) == (direction == "up") else ("bad", WORSE)


def interval_of(value: Value) -> Text | None:
    """The 95 % interval in words."""
    if value.ci_low is None or value.ci_high is None:
        return None
    low, high = value.ci_low, value.ci_high
    return _each(lambda say: format_range(low, high, value.unit, value.currency, say))


def elapsed(value: Value, company: Company) -> Text | None:
    """ "23 of 30 days" where the period is not over yet."""
    if value.complete or company.as_of is None or value.period.last_day <= company.as_of:
        return None
    done, all_days = value.period.upto(company.as_of).days, value.period.days
    return Text(
        de=f"{format_number(done, 'de')} von {format_number(all_days, 'de')} Tagen",
        en=f"{format_number(done, 'en')} of {format_number(all_days, 'en')} days",
    )


def cards(company: Company, state: State, metrics: Iterable[str]) -> list[Card]:
    return [card(company, state, metric) for metric in metrics]


def _each(written: Callable[[Language], str]) -> Text:
    return Text(**{say: written(say) for say in LANGUAGES})
