"""Reads what people typed into forms: words, numbers and days."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import parse_day
from leitstand.foundation.text import Text


def word_of(given: Any, name: str, most: int) -> str:
    """The field without spaces around it, at most so many characters."""
    return str(given.get(name, "")).strip()[:most]


def day_of(given: Any, name: str) -> date | None:
    """The day of a date field; None where it is empty. Raises UnusableInput."""
    word = word_of(given, name, 20)
    return parse_day(word) if word else None


def number_of(given: Any, name: str) -> float | None:
    """The number of a number field, which browsers send with a point; None where it is empty. Raises UnusableInput."""
    word = word_of(given, name, 40)
    if not word:
        return None
    try:
        value = float(word.replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UnusableInput(
            Text(de=f"„{word}“ ist keine Zahl.", en=f"'{word}' is not a number."),
            Text(de="Gehen Sie zurück und geben Sie eine ein.", en="Go back and enter one."),
        )
    return value


def plain(value: float | None) -> str:
    """A number as a number field takes it."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
