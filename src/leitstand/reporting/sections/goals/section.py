"""Every goal: what was reached so far, where it will end, and with what probability it is reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leitstand.foundation.text import Text
from leitstand.planning.control.following import WORD
from leitstand.reporting.blocks import Block, Cell, Column, Day, Number, Paragraph, Range, Row, Table, Tone, Words
from leitstand.reporting.contract import ALL, Brief, Section, Told
from leitstand.reporting.wording import text_of

COLUMNS = (
    Column(Text(de="Ziel", en="Goal"), wide=2.2),
    Column(Text(de="bis", en="by"), wide=1.0),
    Column(Text(de="Zielwert", en="Target"), number=True, wide=1.1),
    Column(Text(de="bisher", en="So far"), number=True, wide=1.1, rank=1),
    Column(Text(de="geplant", en="Planned"), number=True, wide=1.1, rank=1),
    Column(Text(de="Ausblick", en="Outlook"), number=True, wide=1.1, rank=1),
    Column(Text(de="80-%-Bereich", en="80% range"), number=True, wide=1.9, rank=2),
    Column(Text(de="Wahrscheinlichkeit", en="Probability"), number=True, wide=1.4),
    Column(Text(de="Stand", en="State"), wide=1.2),
)
TONES: dict[str, Tone] = {"reached": "good", "on_course": "good", "at_risk": "watch", "off_course": "bad",
                          "missed": "bad", "unknown": "quiet"}  # fmt: skip
NONE = Text(
    de="Noch keine Ziele gesetzt. In der Anwendung rechnet „Ziele und Plan“ aus, was erreichbar ist.",
    en="No goals set yet. 'Goals and plan' in the application works out what can be reached.",
)


def builds(brief: Brief) -> Sequence[Block]:
    if brief.as_of is None:
        return []
    if not brief.goals:
        return [] if brief.where.conditions else [Paragraph(NONE, "quiet")]
    return [Table(COLUMNS, [Row(_cells(one)) for one in brief.goals])]


def _cells(one: Told) -> list[Cell]:
    unit, currency, so_far, outlook = one["unit"], one["currency"], one["so_far"] or {}, one["outlook"] or {}
    title, segment = text_of(one["title"]), f" ({one['segment']})" if one["segment"] else ""
    probability, tone = one["probability"], TONES[one["state"]]
    return [
        Words(Text(de=title.de + segment, en=title.en + segment)),
        Day(date.fromisoformat(one["by"])),
        Number(one["aim"], unit, currency, strong=True),
        Number(so_far.get("actual"), unit, currency),
        Number(so_far.get("plan"), unit, currency),
        Number(outlook.get("mid"), unit, currency),
        Range(outlook.get("low"), outlook.get("high"), unit, currency),
        Number(
            None if probability is None else round(min(max(probability, 0.01), 0.99), 2), "ratio", tone=tone, whole=True
        ),
        Words(WORD[one["state"]], tone),
    ]


SECTION = Section(title=Text(de="Ziele", en="Goals"), order=50, kinds=ALL, builds=builds)
