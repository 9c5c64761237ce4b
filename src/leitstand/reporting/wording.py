"""Words that several parts of a report use: periods, judgements, money, segments."""

from __future__ import annotations

from datetime import date

from leitstand.foundation.numbers import LOCALES, format_day
from leitstand.foundation.period import Period
from leitstand.foundation.segment import Condition, Segment
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.compute.comparison import Comparison
from leitstand.metrics.compute.result import Value
from leitstand.metrics.registry import dimensions, find
from leitstand.reporting.blocks import Change, Tone
from leitstand.reporting.contract import Brief, Told

MONEY = {
    "revenue": Text(de="Umsatz", en="revenue"),
    "gross_margin": Text(de="Rohertrag", en="gross margin"),
    "liquidity": Text(de="Liquidität", en="liquidity"),
}
MISSING = Text(de="(ohne)", en="(none)")
JUDGED: dict[Tone, Text] = {
    "good": Text(de="besser", en="better"),
    "bad": Text(de="schlechter", en="worse"),
    "quiet": Text(de="unklar", en="unclear"),
}


def period_name(period: Period) -> Text:
    """September 2026, 3. Quartal 2026; otherwise its label."""
    from babel.dates import format_date

    if period.grain == "month":
        return Text(**{one: format_date(period.start, "LLLL yyyy", locale=LOCALES[one]) for one in LANGUAGES})
    if period.grain == "quarter":
        number, year = (period.start.month + 2) // 3, period.start.year
        return Text(de=f"{number}. Quartal {year}", en=f"Q{number} {year}")
    return Text(de=period.label("de"), en=period.label("en"))


def judged(value: Value, comparison: Comparison) -> Tone:
    """good or bad; quiet where chance would do as much; "" where a change is neither, and for ratios of which nobody
    knows how far chance reaches."""
    direction = find(value.metric).direction
    estimate = value.denominator is not None and comparison.kind in ("previous_period", "previous_year")
    if not comparison.change or direction == "context" or (estimate and comparison.clear is None):
        return ""
    if comparison.clear is False:
        return "quiet"
    return "good" if (comparison.change > 0) == (direction == "up") else "bad"


def change(value: Value, kind: str) -> Change:
    """The change of a number against another kind of number, with its judgement."""
    found = next((one for one in value.comparisons if one.kind == kind and one.change is not None), None)
    if found is None:
        return Change(None, None, value.unit)
    tone = judged(value, found)
    return Change(found.change, found.change_ratio, value.unit, value.currency, tone)


def segment_name(where: Segment) -> Text:
    """Land DE oder FR, Kanal nicht web."""
    said = {language: ", ".join(_condition(one, language) for one in where.conditions) for language in LANGUAGES}
    return Text(de=said["de"], en=said["en"])


def _condition(one: Condition, language: Language) -> str:
    known = dimensions().get(one.dimension)
    title = known.title.get(language) if known else one.dimension
    values = Text(de=" oder ", en=" or ").get(language).join(value or MISSING.get(language) for value in one.values)
    no = Text(de="nicht ", en="not ").get(language) if one.negate else ""
    return f"{title} {no}{values}"


def day_name(day: date) -> Text:
    return Text(de=format_day(day, "de"), en=format_day(day, "en"))


def text_of(told: Told) -> Text:
    """A text out of its dictionary."""
    return Text(de=told["de"], en=told["en"])


def open_money(one: Told) -> bool:
    """Whether it is not even clear that it gains or loses."""
    low, high = one["money_low"], one["money_high"]
    return low is not None and high is not None and low < 0 < high


def began(one: Told, brief: Brief) -> bool:
    """Whether a finding began in the period of the report."""
    return bool(one["since"]) and brief.period.start.isoformat() <= one["since"] < brief.period.end.isoformat()
