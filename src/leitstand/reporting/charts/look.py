"""Roles of colours and the way numbers are written that all charts share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from textwrap import wrap

from leitstand.foundation.numbers import (
    FIXED_SPACE,
    LOCALES,
    MINUS,
    WHOLE_UNITS,
    format_change,
    format_number,
    format_percent,
    format_value,
)
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts.contract import Chart

INK, SECONDARY, HINT, HAIRLINE, CARD = "#1B2227", "#5B6670", "#69757C", "#DFE2E0", "#FFFFFF"
PETROL, GOOD, BAD = "#0F5C6E", "#0B6E4F", "#B4450F"

ROLES: Mapping[str, str] = {
    "ink": INK,
    "second": SECONDARY,
    "hint": HINT,
    "hairline": HAIRLINE,
    "card": CARD,
    "actual": "#10303A",
    "plan": PETROL,
    "grey": "#7B878D",
    "soft": "#CFE0E4",
    "softer": "#E6EFF1",
    "quiet": "#E7E9E8",
    "faint": "#F5F6F5",
    "light": "#6FA3B0",
    "good": GOOD,
    "bad": BAD,
    "watch": "#8A6D1B",
    "process": "#6B4E9B",
    "bad-soft": "#FBF1EB",
    "heat0": "#EEF4F5",
    "heat1": "#D5E5E9",
    "heat2": "#B4D0D7",
    "heat3": "#8CB6C1",
    "heat4": "#36788A",
    "heat5": "#1A6577",
    "heat6": "#0A4A5A",
    "on-heat": "#FFFFFF",
}
"""Role → colour on paper; the web's stylesheet (`charts.css`) has the same and those of the dark theme. `actual` is
what was, `plan` what is wished, `grey` what it is compared with, `soft` a range; `on-heat`: words on heat4 and up."""

FONT = "Inter, Segoe UI, Helvetica Neue, Arial, sans-serif"
HEATS = 7


def written(chart: Chart, value: float | None, language: Language, *, change: bool = False) -> str:
    """A number of the chart as it stands beside its mark; "" where it is unknown. change: signed, shares in points."""
    return "" if value is None else _written(float(value), chart.unit, chart.currency, language, change)


@lru_cache(maxsize=4096)
def _written(value: float, unit: str, currency: str | None, language: Language, change: bool) -> str:
    if unit in WHOLE_UNITS and abs(value) >= 100:
        value = float(round(value))
    if change and not unit.startswith("currency"):
        return format_change(value, None, unit, currency, language)
    return format_value(value, unit, currency, language, short=True, signed=change)


def exact(value: float | None, unit: str, currency: str | None, language: Language, *, signed: bool = False) -> str:
    """A number as it stands in a table, with the digits that its mark leaves out; an en dash where it is unknown."""
    return "–" if value is None else _exact(float(value), unit, currency, language, signed)


@lru_cache(maxsize=8192)
def _exact(value: float, unit: str, currency: str | None, language: Language, signed: bool) -> str:
    return format_value(value, unit, currency, language, signed=signed)


def tone(chart: Chart, change: float) -> str:
    """The role of a change: good, bad, or neither."""
    if chart.direction == "context" or not change:
        return "plan"
    return "good" if (change > 0) == (chart.direction == "up") else "bad"


def heat(value: float, low: float, high: float) -> int:
    """The step of the scale of heat, 0 to HEATS − 1."""
    return min(int((value - low) / ((high - low) or 1.0) * HEATS), HEATS - 1)


def lines(text: str, width: int) -> list[str]:
    """The text in lines of at most so many characters, broken between words."""
    return wrap(text, width, break_long_words=False, break_on_hyphens=False)


@lru_cache(maxsize=2048)
def tick(value: float, unit: str, currency: str | None, language: Language) -> str:
    """A number of an axis: as short as it can be said exactly."""
    if unit == "ratio":
        return format_number(value * 100, language, 2) + format_percent(0, language).lstrip("0,.")
    money = unit.startswith("currency")
    symbol = currency_symbol(currency, language) if money else ""
    large = abs(value) >= 1e6
    number = format_number(abs(value) / (1e6 if large else 1), language, 3)
    sign = MINUS if value < 0 else ""
    if language == "de":
        return sign + FIXED_SPACE.join(part for part in (number, "Mio." if large else "", symbol) if part)
    return f"{sign}{symbol}{number}{'M' if large else ''}"


def currency_symbol(currency: str | None, language: Language) -> str:
    """€, $ or the code."""
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(currency or "EUR", locale=LOCALES[language])


EMPTY = Text(de="Für diesen Ausschnitt liegen keine Werte vor.", en="There are no values for this view.")
