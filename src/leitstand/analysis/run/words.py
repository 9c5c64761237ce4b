"""Writes a finding as one sentence: every figure in it is the computed one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from leitstand.analysis.contract import Candidate, Dims, Figure, FindingType
from leitstand.foundation.numbers import FIXED_SPACE, format_day, format_number, format_value
from leitstand.foundation.period import period_of
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.cells import cell_name
from leitstand.metrics.registry import dimensions, find

UNTIL = ("until", "until_day")
"""Units of a day that something lasts to, exclusive."""

COUNTED, FEW = ("count", "people"), 10
"""Estimates of how many there are: from so many on nobody wants fractions of them."""

DIFFERENCE = "percentage_points"
"""Unit of a difference of shares: 0.042 is written 4,2 PP."""


def sentence(candidate: Candidate, kind: FindingType, currency: str) -> Text:
    """The sentence of the candidate's type in both languages. Raises KeyError where a place of it has no figure."""
    template = kind.sentences[kind.variant(candidate)]
    said = {
        language: _filled(template.get(language), candidate, effect_unit(candidate, kind), currency, language)
        for language in LANGUAGES
    }
    return Text(de=said["de"], en=said["en"])


def _filled(template: str, candidate: Candidate, unit: str, currency: str, language: Language) -> str:
    low, high = bounds(candidate)
    figures: dict[str, Figure | None] = {
        "effect": Figure(abs(candidate.effect), unit),
        "low": None if low is None else Figure(low, unit),
        "high": None if high is None else Figure(high, unit),
        "since": None if candidate.since is None else Figure(candidate.since, "day"),
        "until": None if candidate.until is None else Figure(candidate.until, _until_unit(candidate)),
        **candidate.figures,
    }
    known = {name: written(one, currency, language) for name, one in figures.items() if one is not None}
    text = template.format(
        metric=title(candidate.metric).get(language), segment=segment(candidate.dims).get(language), **known
    )
    return text[:1].upper() + text[1:]


def bounds(candidate: Candidate) -> tuple[float | None, float | None]:
    """The interval of the size of the effect, which sentences tell without a sign: the verb says up or down.

    Where the interval holds zero it keeps its signs, seen in the direction of the effect.
    """
    if candidate.low is None or candidate.high is None:
        return None, None
    return (candidate.low, candidate.high) if candidate.effect >= 0 else (-candidate.high, -candidate.low)


def effect_unit(candidate: Candidate, kind: FindingType) -> str:
    """The change of a metric that is a share is told in percentage points; every other share in percent."""
    of_a_share = candidate.unit == "ratio" and find(candidate.metric).unit == "ratio"
    return DIFFERENCE if kind.tested and of_a_share else candidate.unit


def written(figure: Figure, currency: str, language: Language) -> str:
    """A figure as people write it."""
    value = figure.value
    if isinstance(value, Text):
        return value.get(language)
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return _until(value, language, figure.unit) if figure.unit in UNTIL else month_or_day(value, language)
    if figure.unit == DIFFERENCE:
        number = format_number(value * 100, language, 1, at_least=1)
        plus = "+" if figure.signed and value > 0 else ""
        return f"{plus}{number}{FIXED_SPACE}{'PP' if language == 'de' else 'pp'}"
    if figure.unit in COUNTED and abs(value) >= FEW:
        value = float(round(value))
    return format_value(value, figure.unit, currency, language, short=True, signed=figure.signed)


def month_or_day(day: date, language: Language) -> str:
    """The month where something begins with it: 09/2025."""
    return period_of(day, "month").label(language) if day.day == 1 else format_day(day, language)


def _until_unit(candidate: Candidate) -> str:
    """A span that begins within a month does not end with a whole one."""
    return "until_day" if candidate.since is not None and candidate.since.day != 1 else "until"


def _until(day: date, language: Language, unit: str) -> str:
    """The last month, or the last day, before an end that is exclusive."""
    last = date.fromordinal(day.toordinal() - 1)
    whole = day.day == 1 and unit == "until"
    return period_of(last, "month").label(language) if whole else format_day(last, language)


def title(metric: str) -> Text:
    return find(metric).title


def segment(dims: Dims) -> Text:
    """(Carrier Eilbote, Region Bavaria), with its leading space; nothing for the whole company."""
    if not dims:
        return Text(de="", en="")
    return Text(de=f" ({named(dims, 'de')})", en=f" ({named(dims, 'en')})")


def named(dims: Mapping[str, str], language: Language) -> str:
    """Carrier Eilbote, Region Bavaria"""
    cells = ((_dimension(name), cell_name(name, value)) for name, value in sorted(dims.items()))
    return ", ".join(f"{title.get(language)} {cell.get(language)}" for title, cell in cells)


def _dimension(name: str) -> Text:
    known = dimensions().get(name)
    return known.title if known else Text(de=name, en=name)
