"""Number formats of office programs for the units of metrics; the program itself writes separators as its user does."""

from __future__ import annotations

from collections.abc import Iterable

from leitstand.foundation.numbers import LOCALES, NAMED_UNITS, WHOLE_UNITS
from leitstand.foundation.text import Language

DAY: dict[Language, str] = {"de": "dd.mm.yyyy", "en": "yyyy-mm-dd"}
MONTH: dict[Language, str] = {"de": "mm/yyyy", "en": "yyyy-mm"}


def number_format(unit: str, currency: str | None, language: Language, values: Iterable[float | None] = (), *,
                  signed: bool = False) -> str:  # fmt: skip
    """The format of a unit with as many decimals as the largest of the values needs. signed: with a plus.

    >>> number_format("currency", "EUR", "de", [1200.0])
    '#,##0 "€"'
    >>> number_format("ratio", None, "en")
    '0.0%'
    """
    largest = max((abs(one) for one in values if one is not None), default=0.0)
    plain = _plain(unit, currency, language, largest)
    return f"+{plain};-{plain};{plain}" if signed else plain


def points_format(language: Language) -> str:
    """Of a change in percentage points, given as such."""
    plain = f'0.0" {"PP" if language == "de" else "pp"}"'
    return f"+{plain};-{plain};{plain}"


def _plain(unit: str, currency: str | None, language: Language, largest: float) -> str:
    from babel.numbers import get_currency_symbol

    if unit.startswith("currency"):
        symbol = get_currency_symbol(currency or "EUR", locale=LOCALES[language])
        number = "#,##0" if largest >= 1000 else "#,##0.00"
        per = {"de": "/Tag", "en": "/day"}[language] if unit == "currency_per_day" else ""
        return f'{number} "{symbol}{per}"' if language == "de" else f'"{symbol}"{number}' + (f'"{per}"' if per else "")
    if unit == "ratio":
        return "0.0\\ %" if language == "de" else "0.0%"
    number = "#,##0" if unit in WHOLE_UNITS else "#,##0.00" if unit in ("score", "quotient") else "#,##0.0"
    return f'{number}" {NAMED_UNITS[unit][1].get(language)}"' if unit in NAMED_UNITS else number
