"""Reads whole columns of cells: amounts, dates, times, codes and texts, and says which cells could not be read."""

from __future__ import annotations

from leitstand.sources.values.dates import DateStyle, date_style, to_date, to_instant, to_utc
from leitstand.sources.values.numbers import (
    MONEY,
    NumberStyle,
    as_money,
    number_style,
    to_decimal,
    to_integer,
    to_number,
)
from leitstand.sources.values.texts import Parsed, as_text, flat, to_boolean, to_code, to_country, to_text

__all__ = [
    "MONEY",
    "DateStyle",
    "NumberStyle",
    "Parsed",
    "as_money",
    "as_text",
    "date_style",
    "flat",
    "number_style",
    "to_boolean",
    "to_code",
    "to_country",
    "to_date",
    "to_decimal",
    "to_instant",
    "to_integer",
    "to_number",
    "to_text",
    "to_utc",
]
