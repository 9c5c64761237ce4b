"""Judges which column of the data model a heading and its values fit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.schema import table
from leitstand.foundation.schema.contract import Type
from leitstand.sources import values
from leitstand.sources.mapping.names import ALIASES, COLUMNS, NOISE
from leitstand.sources.mapping.topics import Topic
from leitstand.sources.values.headers import words

Reason = Literal["name", "similar name", "content"]

EXACT, SUBJECT, BARE, SIMILAR, CONTENT = 1.0, 0.95, 0.9, 0.75, 0.85
SAMPLE = 500  # rows looked at: enough to see a stray format, cheap enough for every heading
READABLE = 0.9  # share of cells that must be readable as the target's type
NAMED_READABLE = 0.5  # a column called "Bestelldatum" is one, even if many of its dates are wrong
_NUMBERED = re.compile(r"(?<=.)(?:nummer|number|num|nr|no|key|id|kennung)$")
_EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
_NUMERIC = r"^[-+(]?\s*(?:[€$£]|[A-Z]{3})?\s*[-+]?\d[\d.,'’ ]*\)?\s*(?:[€$£%]|[A-Z]{3})?-?$"
_CURRENCY = ("currency", "waehrung", "currency code", "currency iso code", "iso currency", "presentment currency")


@dataclass(frozen=True, slots=True)
class Guess:
    """A heading could be this column. score: 0 to 1."""

    heading: str
    target: str
    score: float
    reason: Reason


@cache
def canonical(heading: str) -> str:
    """'Kunden-Nr.', 'Kundennummer' and 'kundennr' are the same, so are 'Orders' and 'Order'."""
    kept = [word for word in words(heading) if word not in NOISE] or list(words(heading))
    joined = _NUMBERED.sub("id", "".join(kept))
    return joined[:-1] if joined.endswith("s") and not joined.endswith("ss") and len(joined) > 3 else joined


@cache
def _lookup(topic: Topic) -> dict[str, dict[str, float]]:
    """Canonical heading → target → score, for files about this topic."""
    found: dict[str, dict[str, float]] = {}

    def add(name: str, target: str, score: float) -> None:
        if key := canonical(name):
            scores = found.setdefault(key, {})
            scores[target] = max(score, scores.get(target, 0.0))

    for one in topic.tables:
        aliases = _split(ALIASES[one])
        if one == "order" and topic.main == "order_line":
            aliases += _split(ALIASES["invoice"])  # lines of invoices tell what was ordered
        subjects = {canonical(alias) for alias in aliases}
        for column, names in COLUMNS.get(one, {}).items():
            if one in topic.mentioned and column not in table(one).key:
                continue
            target = f"{one}.{column}"
            bare, _, full = names.partition("|")
            for name in _split(full):
                add(name, target, SUBJECT if canonical(name) in subjects else EXACT)
            for name in _split(bare):
                for alias in aliases:
                    add(f"{alias} {name}", target, EXACT)
                if one in topic.own:
                    add(name, target, BARE)
            add(f"{one} {column}", target, EXACT)
        for declared in table(one).columns if one in topic.own else ():
            if declared.references not in topic.tables:  # else the heading names the other table's key
                add(declared.name, f"{one}.{declared.name}", EXACT)
    if "currency" in table(topic.main).names:
        for name in _CURRENCY:
            add(name, f"{topic.main}.currency", EXACT)
    return found


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def guesses(topic: Topic, columns: dict[str, pa.Array], styles: Styles) -> Iterator[Guess]:
    """All columns a heading could be, for every heading. columns: heading → its first cells."""
    lookup = _lookup(topic)
    for heading, cells in columns.items():
        key = canonical(heading)
        reason: Reason = "name"
        named = lookup.get(key, {})
        if not named and len(key) > 4:  # shorter words are similar to too many others
            close = difflib.get_close_matches(key, lookup, n=1, cutoff=0.88)
            named = {target: score * SIMILAR for target, score in lookup[close[0]].items()} if close else {}
            reason = "similar name"
        for target, score in named.items():
            if styles.readable(heading, _type(target)) >= (NAMED_READABLE if reason == "name" else READABLE):
                yield Guess(heading, target, score, reason)
        if not named and _share(values.as_text(cells), _EMAIL) >= READABLE:
            vault = next((one for one in topic.tables if one.endswith("_vault")), None)
            if vault:
                yield Guess(heading, f"{vault}.email", CONTENT, "content")


def _type(target: str) -> Type:
    name, column = target.split(".")
    return table(name).column(column).type


class Styles:
    """How one file writes numbers and dates: all its columns together show it."""

    def __init__(self, columns: dict[str, pa.Array]) -> None:
        numeric = [cells for cells in columns.values() if _share(values.as_text(cells), _NUMERIC) >= READABLE]
        self.number = values.number_style(*numeric)
        self.date = values.date_style(*columns.values())
        self._columns = columns
        self._readable: dict[tuple[str, Type], float] = {}

    def readable(self, heading: str, kind: Type) -> float:
        """Share of the filled cells that can be read as this type; 1 for an empty column."""
        if (heading, kind) not in self._readable:
            self._readable[heading, kind] = self._share_readable(self._columns[heading], kind)
        return self._readable[heading, kind]

    def _share_readable(self, cells: pa.Array, kind: Type) -> float:
        filled = len(cells) - values.as_text(cells).null_count
        if not filled:
            return 1.0
        match kind:
            case "money":
                bad = values.to_decimal(cells, self.number).bad
            case "number":
                bad = values.to_number(cells, self.number).bad
            case "integer":
                bad = values.to_integer(cells, self.number).bad
            case "boolean":
                bad = values.to_boolean(cells).bad
            case "date" | "instant":
                bad = values.to_instant(cells, "UTC", self.date).bad
            case _:
                return 1.0
        return float(1 - (pc.sum(bad).as_py() or 0) / filled)


def _share(text: pa.Array, pattern: str) -> float:
    share: float | None = pc.mean(pc.match_substring_regex(text, pattern).cast(pa.int8())).as_py()
    return share or 0.0
