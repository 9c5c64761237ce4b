"""Writes numbers as people in Germany or abroad write them: 1.234,56 €, €1,234.56, 4,2 %, 3 Tage."""

from __future__ import annotations

import math
import re
from datetime import date

from leitstand.foundation.text import Language, Text

MINUS = "−"
THIN_SPACE = "\u202f"
FIXED_SPACE = "\xa0"
LOCALES: dict[Language, str] = {"de": "de_DE", "en": "en_US"}

NAMED_UNITS: dict[str, tuple[Text, Text]] = {
    "days": (Text(de="Tag", en="day"), Text(de="Tage", en="days")),
    "hours": (Text(de="Std.", en="h"), Text(de="Std.", en="h")),
    "minutes": (Text(de="Min.", en="min"), Text(de="Min.", en="min")),
    "milliseconds": (Text(de="ms", en="ms"), Text(de="ms", en="ms")),
    "months": (Text(de="Monat", en="month"), Text(de="Monate", en="months")),
    "points": (Text(de="Punkt", en="point"), Text(de="Punkte", en="points")),
    "per_thousand": (Text(de="je 1.000", en="per 1,000"), Text(de="je 1.000", en="per 1,000")),
}
"""Unit → its word for one and for many."""

WHOLE_UNITS = frozenset({"count", "people", "units", "milliseconds"})
"""Units whose whole numbers are written without decimals."""


def format_value(
    value: float, unit: str, currency: str | None, language: Language, *, short: bool = False, signed: bool = False
) -> str:
    """A number with its unit, to the digits the eye needs.

    unit: see metrics.contract.Unit; ratio is shown as percent. currency: ISO code for units of money. short:
    1,84 Mio. € and no cents from a thousand on. signed: a plus before positive numbers.
    """
    match unit:
        case "currency":
            text = _money(value, currency, language, short)
        case "currency_per_day":
            text = _money(value, currency, language, short) + ("/Tag" if language == "de" else "/day")
        case "ratio":
            text = format_percent(value, language)
        case _:
            text = _amount(value, unit, language, short)
    return _with_sign(text, value, signed)


def format_percent(ratio: float, language: Language, *, signed: bool = False) -> str:
    """0.0421 → 4,2 %; below one percent with two decimals. A thin space stands before the German sign."""
    number = format_number(ratio * 100, language, 2 if 0 < abs(ratio) < 0.01 else 1, at_least=1)
    return _with_sign(number + (f"{THIN_SPACE}%" if language == "de" else "%"), ratio, signed)


def format_likely(share: float, language: Language) -> str:
    """A probability in whole percent; never certain."""
    whole = round(100 * min(max(share, 0.01), 0.99))
    return format_percent(whole / 100, language).replace(",0", "").replace(".0", "")


def format_change(
    change: float, ratio: float | None, unit: str, currency: str | None, language: Language, *, short: bool = False
) -> str:
    """A change with its sign: of a ratio in percentage points, of everything else in percent where that can be said.

    short: no cents from a thousand on, and no hundredths of a point.
    """
    if unit == "ratio":
        points = format_number(change * 100, language, 1, at_least=1)
        return _with_sign(f"{points}{FIXED_SPACE}{'PP' if language == 'de' else 'pp'}", change, True)
    if unit == "points" or ratio is None:
        seen = round(change, 1) if short and unit == "points" else change
        return format_value(seen, unit, currency, language, short=short, signed=True)
    return format_percent(ratio, language, signed=True)


def format_range(
    low: float, high: float, unit: str, currency: str | None, language: Language, *, signed: bool = False
) -> str:
    """An interval as people read it: 17,3 bis 19,0 %."""
    first, last = (format_value(one, unit, currency, language, short=True, signed=signed) for one in (low, high))
    return ranging(first, last, language)


def ranging(first: str, last: str, language: Language) -> str:
    """Two written numbers as an interval; the unit stands once where both share it.

    >>> ranging("+0,6 PP", "+11,1 PP", "de"), ranging("€0.6M", "€1.2M", "en")
    ('+0,6 bis +11,1 PP', '€0.6M to €1.2M')
    """
    tail = re.search(r"[^0-9]*$", last)
    if tail and tail[0] and first.endswith(tail[0]) and first.lstrip(f"+{MINUS}")[0].isdigit():
        first = first.removesuffix(tail[0])
    return f"{first} {'bis' if language == 'de' else 'to'} {last}"


def format_estimate(value: float, currency: str | None, language: Language, *, signed: bool = False) -> str:
    """An estimated amount of money to three digits and no cents: more it does not know. 43.836,12 is 43.800 €."""
    digits = 2 - math.floor(math.log10(abs(value))) if abs(value) >= 1 else 0
    seen = round(value, min(digits, 0))
    return _with_sign(_money(seen, currency, language, short=True, whole=True), seen, signed)


def format_number(value: float, language: Language, decimals: int = 0, *, at_least: int = 0) -> str:
    """A number with thousands separators. decimals: at most so many, at_least: that many even if they are zeros."""
    from babel.numbers import format_decimal

    pattern = "#,##0." + "0" * at_least + "#" * (decimals - at_least)
    return _minus(format_decimal(_rounded(value, decimals), format=pattern.rstrip("."), locale=LOCALES[language]))


def format_day(day: date, language: Language) -> str:
    """09.12.2011 in German, 2011-12-09 in English."""
    return day.strftime("%d.%m.%Y") if language == "de" else day.isoformat()


def _money(value: float, currency: str | None, language: Language, short: bool, whole: bool = False) -> str:
    from babel.numbers import format_compact_currency, format_currency

    code, locale = currency or "EUR", LOCALES[language]
    if short and abs(value) >= 1e6:
        return _minus(format_compact_currency(value, code, locale=locale, fraction_digits=2))
    if whole or (short and abs(value) >= 1000):
        pattern = "#,##0\xa0¤" if language == "de" else "¤#,##0"
        return _minus(format_currency(_rounded(value, 0), code, pattern, locale=locale, currency_digits=False))
    return _minus(format_currency(_rounded(value, 2), code, locale=locale))


def _amount(value: float, unit: str, language: Language, short: bool) -> str:
    if short and abs(value) >= 1e6:
        from babel.numbers import format_compact_decimal

        number = _minus(format_compact_decimal(value, locale=LOCALES[language], fraction_digits=2))
    elif unit in WHOLE_UNITS or float(value).is_integer():
        number = format_number(value, language, _decimals(value, unit, short))
    else:
        number = format_number(value, language, 2 if unit in ("score", "quotient") or abs(value) < 1 else 1, at_least=1)
    if unit not in NAMED_UNITS:
        return number
    one, many = NAMED_UNITS[unit]
    return f"{number}{FIXED_SPACE}{(one if value == 1 else many).get(language)}"


def _decimals(value: float, unit: str, short: bool) -> int:
    """Of a number of things: none, two for a mean; short: about three digits, and no fractions of a millisecond."""
    if float(value).is_integer() or (short and (unit == "milliseconds" or abs(value) >= 100)):
        return 0
    return 1 if short and abs(value) >= 10 else 2


def _rounded(value: float, decimals: int) -> float:
    """Rounded, and never minus zero."""
    rounded = round(value, decimals)
    return 0.0 if rounded == 0 or not math.isfinite(rounded) else rounded


def _minus(text: str) -> str:
    return text.replace("-", MINUS)


def _with_sign(text: str, value: float, signed: bool) -> str:
    return f"+{text}" if signed and value > 0 and any(digit in text for digit in "123456789") else text
