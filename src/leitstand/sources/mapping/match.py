"""Judges which column of the data model a heading and its values fit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.schema import table
from leitstand.foundation.schema.contract import Type
from leitstand.sources import values
from leitstand.sources.mapping.levels import by_level
from leitstand.sources.mapping.names import ALIASES, COLUMNS, NOISE
from leitstand.sources.mapping.surveys import instrument_of
from leitstand.sources.mapping.topics import Topic
from leitstand.sources.values.headers import words

Reason = Literal["name", "similar name", "content"]

EXACT, SUBJECT, BARE, SIMILAR, CONTENT = 1.0, 0.95, 0.9, 0.75, 0.85
SAMPLE = 500  # rows looked at: enough to see a stray format, cheap enough for every heading
READABLE = 0.9  # share of cells that must be readable as the target's type
NAMED_READABLE = 0.5  # a column called "Bestelldatum" is one, even if many of its dates are wrong
_ORDER_NUMBER = r"^#?\S*\d\S*$"
_WHEN = frozenset({"am", "at", "on", "um", "datum", "date", "zeitpunkt", "time", "tag"})
_NUMBER = frozenset({"nummer", "number", "num", "nr", "no", "key", "id", "kennung"})
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
    heading = by_level(heading)
    kept = [word for word in words(heading) if word not in NOISE] or list(words(heading))
    joined = _NUMBERED.sub("id", "".join(kept))
    return joined[:-1] if joined.endswith("s") and not joined.endswith("ss") and len(joined) > 3 else joined


@cache
def _bag(heading: str) -> str:
    """'Date of order', 'order date' and 'Date (order)' are the same; '' for a single word."""
    kept = [word for word in words(by_level(heading)) if word not in NOISE]
    return "|".join(sorted("id" if word in _NUMBER else word.removesuffix("s") for word in kept)) if kept[1:] else ""


@cache
def _moment(heading: str) -> str:
    """'Erste Antwort am', 'Erste Antwort Datum' and 'Erste Antwort' are the same moment; '' for 'Datum' alone."""
    kept = list(words(heading))
    while kept and kept[-1] in _WHEN:
        kept.pop()
    last = kept[-1] if kept else ""
    for ending in ("datum", "date"):
        if last.endswith(ending):
            kept[-1] = last.removesuffix(ending)
    return canonical(" ".join(kept)) if kept else ""


@cache
def _moments(topic: Topic) -> dict[str, dict[str, float]]:
    """Like `_lookup` by `_moment`, for dates and times."""
    found: dict[str, dict[str, float]] = {}
    for name, target, score in _named(topic):
        if _type(target) in ("date", "instant") and (key := _moment(name)):
            scores = found.setdefault(key, {})
            scores[target] = max(score, scores.get(target, 0.0))
    return found


@cache
def _lookup(topic: Topic, form: Callable[[str], str] = canonical) -> dict[str, dict[str, float]]:
    """Heading in this form → target → score, for files about this topic."""
    found: dict[str, dict[str, float]] = {}
    for name, target, score in _named(topic):
        if key := form(name):
            scores = found.setdefault(key, {})
            scores[target] = max(score, scores.get(target, 0.0))
    return found


def _named(topic: Topic) -> Iterator[tuple[str, str, float]]:
    """Names that headings of files about this topic may have: name, target, score."""
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
                yield name, target, SUBJECT if canonical(name) in subjects else EXACT
            for name in _split(bare):
                for alias in aliases:
                    yield f"{alias} {name}", target, EXACT
                if one in topic.own:
                    yield name, target, BARE
            yield f"{one} {column}", target, EXACT
        for declared in table(one).columns if one in topic.own else ():
            if declared.references not in topic.tables:  # else the heading names the other table's key
                yield declared.name, f"{one}.{declared.name}", EXACT
    if "currency" in table(topic.main).names:
        for name in _CURRENCY:
            yield name, f"{topic.main}.currency", EXACT


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def guesses(topic: Topic, columns: dict[str, pa.Array], styles: Styles) -> Iterator[Guess]:
    """All columns a heading could be, for every heading. columns: heading → its first cells."""
    lookup, moments, bags = _lookup(topic), _moments(topic), _lookup(topic, _bag)
    number = _order_number(topic, columns)
    for heading, cells in columns.items():
        if heading == number:
            yield Guess(heading, "order.order_id", EXACT, "content")
            continue
        key = canonical(heading)
        reason: Reason = "name"
        named = lookup.get(key) or moments.get(_moment(heading)) or bags.get(_bag(heading), {})
        if not named and topic.main == "survey_answer" and instrument_of(heading):
            named = {"survey_answer.score": SUBJECT}
        if not named and len(key) > 4:  # shorter words are similar to too many others
            close = difflib.get_close_matches(key, lookup, n=1, cutoff=0.88)
            named = {target: score * SIMILAR for target, score in lookup[close[0]].items()} if close else {}
            reason = "similar name"
        for target, score in named.items():
            if target == "order_line.order_line_id" and not distinct(cells):
                continue
            if styles.readable(heading, _type(target)) >= (NAMED_READABLE if reason == "name" else READABLE):
                yield Guess(heading, target, score, reason)
        if not named and _share(values.as_text(cells), _EMAIL) >= READABLE:
            vault = next((one for one in topic.tables if one.endswith("_vault")), None)
            if vault:
                yield Guess(heading, f"{vault}.email", CONTENT, "content")


def _order_number(topic: Topic, columns: dict[str, pa.Array]) -> str | None:
    """The heading 'Name' beside 'Lineitem name': so Shopify calls the number of the order (#1001)."""
    keys = {canonical(heading): heading for heading in columns}
    if topic.main != "order_line" or "name" not in keys or not any(key.startswith("lineitem") for key in keys):
        return None
    return keys["name"] if _share(values.as_text(columns[keys["name"]]), _ORDER_NUMBER) >= READABLE else None


def distinct(cells: pa.Array) -> bool:
    """Every cell filled, no two the same."""
    text = values.as_text(cells)
    return not text.null_count and len(text.unique()) == len(text)


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
