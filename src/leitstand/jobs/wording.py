"""Gives the free texts of a table to the analysis, without what names a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from leitstand.control.identity import services as identity
from leitstand.foundation.schema import Privacy
from leitstand.foundation.schema import table as schema_table
from leitstand.jobs.links import Links

if TYPE_CHECKING:
    import pandas as pd

GONE = re.compile(
    r"\S+@\S+"  # e-mail addresses
    r"|https?://\S+|www\.\S+"
    r"|\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{2,4}){3,8}\b"  # account numbers
    r"|(?:\+|\b0)[\d\s/()-]{5,}\d"  # telephone numbers
    r"|\b\d{5,}\b"  # customer numbers, postal codes
    r"|\b\w+(?:straße|strasse|str\.|weg|gasse|platz|allee)\s+\d+\w?\b"
    r"|\b(?:Herrn?|Frau|Mr|Mrs|Ms|Dr|Prof)\.?\s+(?:Dr\.\s+)?[A-ZÄÖÜ][\w-]+",
)
WORD = re.compile(r"\b[A-ZÄÖÜ][\w'-]{2,}\b")
PERSONS = ("contact", "employee")
COMPANY = re.compile(r"\b(?:GmbH|AG|KG|OHG|UG|GbR|mbH|SE|e\.\s?[KVG]\.|Ltd|Inc|LLC|Co)\b|[&\d]")


def reader(links: Links) -> Callable[[str], pd.DataFrame]:
    """`texts` of any table of a company; the names that the vault knows are read once for all of them."""
    names = cache(lambda: _names(links))
    return lambda table: texts(links, table, names)


def texts(links: Links, table: str, known: Callable[[], frozenset[str]] | None = None) -> pd.DataFrame:
    """The table's key and `text`: all its free texts in one, without names and addresses; rows without text are not
    there. Empty for a table without free text. known: gives the names in the vault. Raises UnknownId."""
    import pandas as pd

    one = schema_table(table)
    fields = [column.name for column in one.columns if column.privacy is Privacy.FREE_TEXT]
    (key,) = one.key[:1]
    if not fields:
        return pd.DataFrame({key: pd.Series(dtype="int64"), "text": pd.Series(dtype="object")})
    found = identity.everything(links.alias, table, fields)
    names = (known() if known else _names(links)) if found else frozenset()
    said = {
        at: plain(" ".join(values[name] for name in fields if name in values), names) for at, values in found.items()
    }
    return pd.DataFrame(
        {key: pd.Series(list(said), dtype="int64"), "text": pd.Series(list(said.values()), dtype="object")}
    )


def plain(text: str, names: frozenset[str]) -> str:
    """The text without addresses, numbers, and the names that the vault knows.

    >>> plain("Frau Kühn (0171 2345678) wartet, Petersen auch", frozenset({"Petersen"}))
    '( ) wartet, auch'
    """
    without = GONE.sub(" ", text)
    return " ".join(WORD.sub(lambda word: " " if word.group() in names else word.group(), without).split())


def _names(links: Links) -> frozenset[str]:
    """First and family names. Of customers only the family names of what looks like a person: the words of a company's
    name say something elsewhere."""
    words: set[str] = set()
    for entity in PERSONS:
        for values in identity.everything(links.alias, entity, ["name"]).values():
            words.update(WORD.findall(values["name"]))
    for values in identity.everything(links.alias, "customer", ["name"]).values():
        name = values["name"]
        if 2 <= len(name.split()) <= 3 and not COMPANY.search(name):
            words.update(WORD.findall(name.split()[-1]))
    return frozenset(words)
