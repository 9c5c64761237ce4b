"""What the figures rest on: which system reaches how far, what is missing, and which version of the data it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from leitstand.foundation.text import LANGUAGES, Text
from leitstand.reporting.blocks import UNKNOWN, Block, Cell, Column, Day, Number, Paragraph, Row, Table, Words
from leitstand.reporting.contract import ALL, Brief, Section, Told
from leitstand.reporting.wording import text_of
from leitstand.sources.recognise import connectors

SOURCES = (
    Column(Text(de="Quelle", en="Source"), wide=2.0),
    Column(Text(de="von", en="from"), wide=1.0, rank=1),
    Column(Text(de="bis", en="to"), wide=1.0),
    Column(Text(de="Stand", en="State"), wide=1.6),
)
MISSING = (
    Column(Text(de="Familie", en="Family"), wide=1.4),
    Column(Text(de="beantwortet", en="answered"), number=True, wide=0.8),
    Column(Text(de="ohne Daten", en="without data"), number=True, wide=0.8),
    Column(Text(de="Es fehlen Daten, wie sie liefern", en="Data are missing as delivered by"), wide=3.4),
)
STALE = 35
"""Days behind the newest source from which on a source counts as late."""
MOST_FEEDING = 4


def builds(brief: Brief) -> Sequence[Block]:
    blocks: list[Block] = []
    if brief.sources:
        blocks.append(Table(SOURCES, [Row(_source(one, brief)) for one in brief.sources]))
    lacking = [one for one in brief.missing if one["missing"]]
    if lacking and (brief.kind != "cockpit" or brief.as_of is None):
        blocks.append(Table(MISSING, [Row(_lacking(one)) for one in lacking]))
    if brief.left_out:
        german, english = ", ".join(one.de for one in brief.left_out), ", ".join(one.en for one in brief.left_out)
        blocks.append(Paragraph(Text(
            de=f"Nicht auf diese Teilgruppe zu begrenzen und darum nicht gezeigt: {german}.",
            en=f"Cannot be limited to this segment and are therefore not shown: {english}.",
        ), "quiet"))  # fmt: skip
    if brief.as_of is not None:
        blocks.append(Paragraph(Text(
            de=f"Alle Zahlen stammen aus einem Datenstand (Version {brief.version}). Personen kommen nicht vor.",
            en=f"All figures come from one version of the data ({brief.version}). No person is named.",
        ), "quiet"))  # fmt: skip
    return blocks


def _source(one: Told, brief: Brief) -> list[Cell]:
    last = date.fromisoformat(one["last"])
    late = brief.as_of is not None and last + timedelta(days=STALE) < brief.as_of
    state = Text(de="liegt zurück", en="is behind") if late else Text(de="aktuell", en="up to date")
    return [
        Words(_system(one["system"])),
        Day(date.fromisoformat(one["first"])),
        Day(last),
        Words(state, "watch" if late else "good"),
    ]


def _system(name: str) -> Text:
    """What people call it: the title of its reader, else the name it was given."""
    known = connectors().get(name)
    return known.title if known else Text(de=name, en=name)


def _lacking(one: Told) -> list[Cell]:
    feeding = list(dict.fromkeys(name for each in one["missing"] for name in each["fed_by"] if name in connectors()))
    titles = [_system(name) for name in feeding[:MOST_FEEDING]]
    more = " …" if len(feeding) > MOST_FEEDING else ""
    german, english = (", ".join(each.get(language) for each in titles) + more or UNKNOWN for language in LANGUAGES)
    return [
        Words(text_of(one["title"])),
        Number(float(len(one["answered"])), "count"),
        Number(float(len(one["missing"])), "count"),
        Words(Text(de=german, en=english), "quiet"),
    ]


SECTION = Section(title=Text(de="Datengrundlage", en="What the figures rest on"), order=90, kinds=ALL, builds=builds)
