"""Compares column headings without minding case, umlauts, blanks and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def words(name: str) -> tuple[str, ...]:
    """The words of a heading: 'UnitPrice', 'unit_price' and 'Unit price (EUR)' begin with unit, price."""
    text = unicodedata.normalize("NFC", _CAMEL.sub(" ", name)).lower().translate(_GERMAN)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return tuple(re.findall(r"[a-z]+|\d+", text))


def fold(name: str) -> str:
    """A heading as one word: 'Customer ID' and 'CustomerID' are 'customerid'."""
    return "".join(words(name))


def find(header: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Own name of a column → its heading in the file, for those that are there. `wanted`: own name → known headings."""
    there: dict[str, str] = {}
    for name in header:
        there.setdefault(fold(name), name)
    found = {}
    for own, headings in wanted.items():
        heading = next(
            (h if h in header else there[fold(h)] for h in headings if h in header or fold(h) in there), None
        )
        if heading is not None:
            found[own] = heading
    return found
