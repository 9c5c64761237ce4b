"""Proposes what a table of an unknown system is about and what each of its columns means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.schema import table
from leitstand.foundation.text import Text
from leitstand.sources import values
from leitstand.sources.contract import RawTable
from leitstand.sources.mapping import surveys
from leitstand.sources.mapping.apply import parse
from leitstand.sources.mapping.dictionary import by_dictionary
from leitstand.sources.mapping.match import EXACT, SAMPLE, Guess, Styles, canonical, distinct, guesses
from leitstand.sources.mapping.names import ALIASES
from leitstand.sources.mapping.persons import with_parts
from leitstand.sources.mapping.rows import DESCRIBING
from leitstand.sources.mapping.settle import settle
from leitstand.sources.mapping.spec import Constant, Mapping
from leitstand.sources.mapping.topics import TOPICS, Topic

SURE = 0.8  # below it a user is asked: a similar name alone (0.75) is never enough
CLOSE = 0.05  # two subjects that explain the file about equally well
FULLER = 0.15  # a subject that explains so much more of the file, though something essential is missing
NAMED_SO = 0.1  # what a file name like rechnungen.csv is worth
NUMBERED = 0.1  # what a number of its own in every row is worth, as the order number in a file of orders
PREVIEW = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table seems to be.

    main: table that gets a row per row of the file, None if nothing fits. mapping: what would be loaded, and how.
    guesses: why, per heading; a doubtful one is only in the mapping if it is essential. unmapped: headings not
    understood or in doubt; they are not loaded, and count as personal until somebody says what they hold.
    missing: groups of columns of which the file would need one. rivals: other tables that explain the file about as
    well. preview: the first rows as they would be read.
    """

    main: str | None
    mapping: Mapping
    guesses: tuple[Guess, ...]
    unmapped: tuple[str, ...]
    missing: tuple[tuple[str, ...], ...]
    rivals: tuple[str, ...]
    preview: tuple[dict[str, str | None], ...]

    @property
    def confidence(self) -> float:
        """0 to 1: 0 if something essential is missing or another reading is as good, else the weakest guess."""
        if self.main is None or self.missing or self.rivals:
            return 0.0
        return min(guess.score for guess in self.guesses if guess.heading in self.mapping.columns)

    @property
    def confident(self) -> bool:
        return self.confidence >= SURE

    @property
    def draft(self) -> str:
        """A mapping file to be completed: doubtful headings stand in it as guessed, unknown ones without a target."""
        guessed = {guess.heading: guess.target for guess in self.guesses}
        unmapped = {heading: guessed.get(heading, "") for heading in self.unmapped}
        return replace(self.mapping, columns={**self.mapping.columns, **unmapped}).to_toml()

    @property
    def explanation(self) -> Text:
        """What is not clear."""
        if self.main is None:
            return Text(de="Keine Spalte wurde erkannt.", en="No column was recognised.")
        parts = [
            Text(de=f"Es fehlt eine Spalte für {' oder '.join(g)}.", en=f"A column for {' or '.join(g)} is missing.")
            for g in self.missing
        ]
        if self.rivals:
            tables = ", ".join((self.main, *self.rivals))
            parts.append(
                Text(de=f"Die Tabelle kann mehreres sein: {tables}.", en=f"The table can be several: {tables}.")
            )
        doubtful = [f"{g.heading} → {g.target}" for g in self.guesses if g.score < SURE]
        if doubtful:
            parts.append(Text(de=f"Unsicher: {'; '.join(doubtful)}.", en=f"In doubt: {'; '.join(doubtful)}."))
        guessed = {guess.heading for guess in self.guesses}
        names = "; ".join(heading for heading in self.unmapped if heading not in guessed)
        if names:
            parts.append(Text(de=f"Nicht verstandene Spalten: {names}.", en=f"Columns not understood: {names}."))
        return Text(de=" ".join(p.de for p in parts), en=" ".join(p.en for p in parts))


@dataclass(frozen=True, slots=True)
class _Reading:
    """The table taken to be about one topic. essential: the targets that make it understandable."""

    topic: Topic
    guesses: list[Guess]
    essential: frozenset[str]
    missing: tuple[tuple[str, ...], ...]
    score: float

    @property
    def rank(self) -> tuple[bool, float]:
        return not self.missing, self.score

    def rivals(self, others: list[_Reading]) -> tuple[str, ...]:
        """Topics that explain the file about as well, or much more of it though they lack something."""
        return tuple(
            other.topic.main
            for other in others
            if other is not self
            and not self.missing
            and other.topic.main not in self.topic.mentioned
            and (other.score - self.score > FULLER if other.missing else self.score - other.score < CLOSE)
        )


def propose(raw: RawTable, source_system: str | None = None) -> Proposal:
    """The best reading of the table, by name, type and content of its columns; never raises for an odd table.

    source_system: the name to give the source; the file's own if absent.
    """
    source = source_system or _source_name(raw.name)
    if known := by_dictionary(raw, source):
        sure = tuple(Guess(heading, target, EXACT, "name") for heading, target in known.columns.items())
        return Proposal(sure[0].target.split(".")[0], known, sure, (), (), (), _preview(raw, known))
    columns = {heading: values.flat(raw.rows[heading].slice(0, SAMPLE)) for heading in raw.header}
    styles = Styles(columns)
    found = (_read(topic, columns, styles, canonical(_stem(raw.name))) for topic in TOPICS)
    readings = [reading for reading in found if reading]
    if not readings:
        return Proposal(None, Mapping(source), (), raw.header, (), (), ())
    best = max(readings, key=lambda reading: reading.rank)
    mapping = _mapping(source, best, columns)
    unmapped = tuple(heading for heading in raw.header if heading not in mapping.columns)
    rivals, preview = best.rivals(readings), _preview(raw, mapping)
    return Proposal(best.topic.main, mapping, tuple(best.guesses), unmapped, best.missing, rivals, preview)


def _read(topic: Topic, columns: dict[str, pa.Array], styles: Styles, subject: str) -> _Reading | None:
    """The reading of the table as this topic, None if it says nothing about it. subject: the file's name."""
    assigned = _assign(settle(list(guesses(topic, columns, styles)), columns, styles))
    assigned = with_parts(assigned, list(columns))
    if not any(guess.target.split(".")[0] in topic.own for guess in assigned):
        return None
    essential, missing = _essential(topic, assigned)
    score = sum(guess.score for guess in assigned) / len(columns) + NAMED_SO * _is_named(subject, topic.main)
    score += NUMBERED * _is_numbered(topic, assigned, columns)
    return _Reading(topic, assigned, essential, missing, score)


def _is_numbered(topic: Topic, assigned: list[Guess], columns: dict[str, pa.Array]) -> bool:
    """Whether every row is one of what happened: a column named as its number holds another one in each row."""
    # the order's number in a file of order lines counts too: with one line per order both readings have it
    happened = [name for name in (topic.main, *topic.others) if name not in DESCRIBING and "_vault" not in name]
    numbers = {f"{name}.{table(name).key[0]}" for name in happened}
    return topic.main not in DESCRIBING and any(
        guess.target in numbers and guess.score == EXACT and distinct(columns[guess.heading]) for guess in assigned
    )


def _assign(found: list[Guess]) -> list[Guess]:
    """Best guess first, every heading and every target once; of equal guesses the one found first."""
    taken: set[str] = set()
    chosen = []
    for guess in sorted(found, key=lambda guess: -guess.score):
        if guess.heading not in taken and guess.target not in taken:
            taken |= {guess.heading, guess.target}
            chosen.append(guess)
    return chosen


def _essential(topic: Topic, assigned: list[Guess]) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
    """Which targets serve the essential groups, one each, and which groups have none.

    One each, since a product's name alone does not count as number and as name.
    """
    there = {guess.target for guess in assigned}
    serving: set[str] = set()
    missing = []
    for group in topic.essential:
        target = next((target for target in group if target in there - serving), None)
        if target is None:
            missing.append(group)
        else:
            serving.add(target)
    return frozenset(serving), tuple(missing)


def _mapping(source: str, reading: _Reading, columns: dict[str, pa.Array]) -> Mapping:
    """What is sure or essential is mapped. Only what the values prove about their writing is written down."""
    sure = {g.heading: g.target for g in reading.guesses if g.score >= SURE or g.target in reading.essential}
    styles = Styles({heading: columns[heading] for heading in sure})
    main = reading.topic.main
    return Mapping(
        source_system=source,
        columns={heading: sure[heading] for heading in columns if heading in sure},
        # without a key of its own a row cannot replace an older one
        delivery="upsert" if f"{main}.{table(main).key[0]}" in sure.values() else "append",
        date_order=styles.date.order if styles.date.proven else None,
        decimal=styles.number.decimal if styles.number.proven else None,
        constants=_constants(sure, columns, styles),
    )


def _constants(sure: dict[str, str], columns: dict[str, pa.Array], styles: Styles) -> dict[str, Constant]:
    """What the heading of the answers to a survey says about the survey."""
    heading = next((heading for heading, target in sure.items() if target == "survey_answer.score"), None)
    if heading is None or any(target.startswith("survey.") for target in sure.values()):
        return {}
    return surveys.constants(heading, values.to_number(columns[heading], styles.number).values)


def _preview(raw: RawTable, mapping: Mapping) -> tuple[dict[str, str | None], ...]:
    """Target → value as a person writes it, for the first rows; a value that cannot be read is null."""
    sheet, read = parse(mapping, RawTable(raw.name, raw.rows.slice(0, PREVIEW)))
    texts = {target: values.as_text(_written(column, mapping.zone)).to_pylist() for target, column in read.items()}
    return tuple({target: column[place] for target, column in texts.items()} for place in range(len(sheet)))


def _written(column: pa.Array, zone: str) -> pa.Array:
    """Days and times as 01.02.2024 09:30, local time, without a time of day if there is none in the column."""
    if pa.types.is_timestamp(column.type):
        column = pc.local_timestamp(column.cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us", zone)))
        days = pc.all(pc.equal(pc.floor_temporal(column, unit="day"), column)).as_py()
        return pc.strftime(column.cast(pa.timestamp("s"), safe=False), "%d.%m.%Y" if days else "%d.%m.%Y %H:%M")
    return pc.strftime(column, "%d.%m.%Y") if pa.types.is_date(column.type) else column


def _stem(name: str) -> str:
    """'export.zip: Rechnungen 2024.csv' → 'Rechnungen 2024'."""
    return PurePath(name.rsplit(": ", 1)[-1]).stem


def _source_name(name: str) -> str:
    return canonical(_stem(name.split(": ")[0])) or "generic"


def _is_named(subject: str, main: str) -> bool:
    return any(
        len(alias) > 2 and canonical(alias) in subject  # 'on' or 'at' would be found everywhere
        for alias in (*ALIASES[main].split(", "), main)
        if alias
    )
