"""What a single cell looks like: empty, a number, a date, or text."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Literal

_MONEY = r"[€$£¥]|EUR|USD|GBP|CHF"
NUMBER = re.compile(
    rf"[+-]?\s?(?:{_MONEY})?\s?[+-]?\d[\d.,'’ \u00a0\u202f]*(?:[eE][+-]?\d+)?\s?(?:%|{_MONEY})?-?|[.,]\d+"
)
DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\.?(?:[T ,].*)?|\d{1,2}:\d{2}(?::\d{2})?")
YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?")


def is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def kind(cell: object) -> Literal["number", "date"] | None:
    """What the cell is, also when written as text; None for text and empty cells. A truth value counts as number."""
    if isinstance(cell, str):
        stripped = cell.strip()
        if DATE.fullmatch(stripped):
            return "date"
        return "number" if NUMBER.fullmatch(stripped) else None
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        return "date"
    return None if cell is None else "number"


def is_typed(cell: object) -> bool:
    return kind(cell) is not None


def text(cell: object) -> str | None:
    """The cell as text, null where empty; a whole number without `.0`, a time in ISO form."""
    if is_empty(cell):
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell).strip()


def number(cell: object, decimal: str) -> Decimal | None:
    """The cell as a number, with `decimal` as decimal mark ("," or "."); None where it is none."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float | Decimal):
        return Decimal(str(cell))
    if not isinstance(cell, str) or not NUMBER.fullmatch(cell.strip()):
        return None
    thousands = "." if decimal == "," else ","
    digits = re.sub(rf"{_MONEY}|[\s%'’\u00a0\u202f{thousands}]", "", cell).replace(decimal, ".")
    try:
        value = Decimal(digits.removesuffix("-"))
    except InvalidOperation:
        return None
    return -value if digits.endswith("-") else value
