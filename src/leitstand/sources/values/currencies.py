"""Tells in which currency an amount stands, by the sign or code in its cell or in the heading of its column."""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.sources.values.headers import words
from leitstand.sources.values.texts import as_text, by_distinct, flat, nothing_bad

# none of them is a word that a heading may hold for another reason, as 'all' or 'try' would be
CODES = frozenset(
    {
        "AED", "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF",
        "INR", "ISK", "JPY", "MXN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "USD", "ZAR",
    }
)  # fmt: skip
# signs that several currencies share; the first is the usual one
SHARED = {"$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"), "¥": ("JPY", "CNY")}
_SAME = {
    "€": "EUR", "EURO": "EUR", "£": "GBP", "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD",
    "DOLLAR": "$", "FRANKEN": "CHF", "PFUND": "GBP",
}  # fmt: skip
PATTERN = "(?i)(?:" + "|".join(map(re.escape, ["US$", "CA$", "C$", "AU$", "A$", *"€$£¥", "EURO", *sorted(CODES)])) + ")"


def to_mark(array: Any) -> pa.Array:
    """ISO code, or a sign that several currencies share, of each cell that holds one beside its amount; else null."""
    array = flat(array)
    if not pa.types.is_string(array.type):
        return pa.nulls(len(array), pa.string())

    def parse(text: pa.Array) -> tuple[pa.Array, pa.Array]:
        found = pc.extract_regex(text, f"(?P<mark>{PATTERN})").field("mark").to_pylist()
        marks = [_SAME.get(mark.upper(), mark.upper()) if mark else None for mark in found]
        return pa.array(marks, pa.string()), nothing_bad(len(text))

    return by_distinct(array, parse).values


def to_currency(array: Any) -> pa.Array:
    """A column of currencies as ISO codes: 'Euro', '€' and 'eur' are EUR; a word that is none stays, in capitals."""
    text = pc.utf8_upper(as_text(array))
    return pa.array([_SAME.get(cell, cell) for cell in text.to_pylist()], pa.string())


def of_heading(heading: str) -> str | None:
    """The mark in 'total (USD)', 'Betrag EUR', 'amount_usd' or 'Preis in €'; None without one, or with several."""
    told = {word.upper() for word in words(heading)} | set(re.findall(r"US\$|CA?\$|AU?\$|[€$£¥]", heading))
    marks = {_SAME.get(word, word) for word in told if word in CODES | _SAME.keys() | SHARED.keys()}
    return marks.pop() if len(marks) == 1 else None


def resolved(marks: pa.Array, own: pa.Array, usual: str | None) -> pa.Array:
    """Marks as ISO codes: a shared sign is the row's own currency or the usual one, if it may stand for it."""
    for sign, codes in SHARED.items():
        known = pc.is_in(own, pa.array(codes))
        meant = pc.if_else(known, own, pa.scalar(usual if usual in codes else codes[0]))
        marks = pc.if_else(pc.equal(marks, sign), meant, marks)
    return marks
