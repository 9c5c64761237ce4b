"""What each metric of the report means: formula, caveat, version of the definition."""

from __future__ import annotations

from collections.abc import Sequence

from leitstand.foundation.text import Text
from leitstand.metrics.registry import FAMILIES
from leitstand.reporting.blocks import Block, Cell, Column, Row, Table, Words
from leitstand.reporting.contract import ALL, Brief, Section, Told
from leitstand.reporting.wording import text_of

COLUMNS = (
    Column(Text(de="Kennzahl", en="Metric"), wide=1.5),
    Column(Text(de="Formel", en="Formula"), wide=2.4),
    Column(Text(de="Vorbehalt", en="Caveat"), wide=2.8),
    Column(Text(de="Herkunft", en="Source"), wide=1.5, rank=3),
    Column(Text(de="Kennung", en="Id"), wide=1.0, rank=3),
    Column(Text(de="Definition", en="Definition"), wide=1.2),
)


def builds(brief: Brief) -> Sequence[Block]:
    rows = [Row(_cells(one), FAMILIES[one["family"]]) for one in brief.definitions]
    return [Table(COLUMNS, rows, Text(de="Familie", en="Family"))] if rows else []


def _cells(one: Told) -> list[Cell]:
    def same(word: str) -> Words:
        return Words(Text(de=word, en=word), "quiet")

    return [
        Words(text_of(one["title"]), strong=True),
        Words(text_of(one["formula"])),
        Words(text_of(one["caveat"])),
        same(one["source"]),
        same(one["id"]),
        same(one["definition"]),
    ]


SECTION = Section(title=Text(de="Definitionen", en="Definitions"), order=100, kinds=ALL, builds=builds,
                  appendix=True)  # fmt: skip
