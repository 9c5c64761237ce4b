"""Finished actions with what they were measured to bring, failures included; then what runs and what is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.registry import find
from leitstand.planning.effects.contract import GRADES, TITLES, VERDICTS
from leitstand.planning.lessons.telling import amount
from leitstand.reporting.blocks import Block, Cell, Column, Day, Number, Paragraph, Row, Table, Tone, Words
from leitstand.reporting.contract import REVIEWS, Brief, Section, Told
from leitstand.reporting.wording import text_of

FINISHED = (
    Column(Text(de="Abgeschlossen", en="Finished"), wide=2.4),
    Column(Text(de="am", en="on"), wide=1.0, rank=1),
    Column(Text(de="Gemessene Wirkung", en="Measured effect"), wide=2.2),
    Column(Text(de="95-%-Bereich", en="95% interval"), wide=1.8),
    Column(Text(de="Urteil", en="Verdict"), wide=1.5),
    Column(Text(de="Nachweis", en="Proof"), wide=1.8, rank=2),
    Column(Text(de="Kosten", en="Cost"), number=True, wide=1.0, rank=1),
)
OPEN = (
    Column(Text(de="In Arbeit", en="Under way"), wide=3.0),
    Column(Text(de="Verantwortlich", en="Owner"), wide=1.6),
    Column(Text(de="fällig", en="Due"), wide=1.0),
    Column(Text(de="Kosten", en="Cost"), number=True, wide=1.0, rank=1),
    Column(Text(de="Stand", en="State"), wide=1.2),
)
STATES = {"planned": Text(de="geplant", en="planned"), "running": Text(de="läuft", en="running")}
LATE = Text(de="überfällig", en="overdue")
TONES: dict[str, Tone] = {"worked": "good", "no_effect": "watch", "harmed": "bad", "undecided": "quiet"}
NOT_YET = Text(de="noch nicht gemessen", en="not measured yet")
NOTHING = Text(de="", en="")
NONE = Text(de="Im Zeitraum wurde keine Maßnahme abgeschlossen, und keine läuft.",
            en="No action was finished in the period, and none is under way.")  # fmt: skip


def builds(brief: Brief) -> Sequence[Block]:
    if brief.as_of is None:
        return []
    blocks: list[Block] = []
    finished = [one for one in brief.effects if one["state"] == "done"]
    running = [one for one in brief.effects if one["state"] in STATES]
    if finished:
        blocks.append(Table(FINISHED, [Row(_finished(one, brief.currency)) for one in finished]))
    if running:
        blocks.append(Table(OPEN, [Row(_running(one, brief)) for one in running]))
    return blocks or ([] if brief.where.conditions else [Paragraph(NONE, "quiet")])


def _finished(one: Told, currency: str) -> list[Cell]:
    effect = one["effect"]
    head: list[Cell] = [Words(text_of(one["title"])), Day(date.fromisoformat(one["done_on"]))]
    cost = Number(one["cost"], "currency", currency)
    if effect is None:
        return [*head, Words(NOT_YET, "quiet"), Words(NOTHING), Words(NOTHING), Words(NOTHING), cost]
    metric = find(one["check"].get("metric") or one["metric"]).title
    measured = {name: _amount(one, effect[name], currency) for name in ("estimate", "ci_low", "ci_high")}
    low, high, title = measured["ci_low"], measured["ci_high"], TITLES[effect["design"]]
    grade = GRADES[effect["design"]]
    moved = measured["estimate"]
    return [
        *head,
        Words(Text(de=f"{moved.de} {metric.de}", en=f"{moved.en} {metric.en}"), strong=True),
        Words(Text(de=f"{low.de} bis {high.de}", en=f"{low.en} to {high.en}"), "quiet"),
        Words(VERDICTS[effect["verdict"]], TONES[effect["verdict"]]),
        Words(Text(de=f"{grade}: {title.de}", en=f"{grade}: {title.en}"), "quiet"),
        cost,
    ]


def _amount(one: Told, value: float | None, currency: str) -> Text:
    relative = bool(one["check"].get("relative"))

    def said(language: Language) -> str:
        return amount(value, one["effect"]["unit"], relative, currency, language, True)

    return Text(**{language: said(language) for language in LANGUAGES})


def _running(one: Told, brief: Brief) -> list[Cell]:
    owner = Text(**{language: one["owner_team"] or one["owner_role"].get(language) or "–" for language in LANGUAGES})
    due = date.fromisoformat(one["due_on"]) if one["due_on"] else None
    late = due is not None and brief.as_of is not None and due <= brief.as_of
    return [
        Words(text_of(one["title"])),
        Words(owner),
        Day(due),
        Number(one["cost"], "currency", brief.currency),
        Words(LATE, "bad") if late else Words(STATES[one["state"]]),
    ]


SECTION = Section(title=Text(de="Maßnahmen und ihre Wirkung", en="Actions and their effect"), order=60, kinds=REVIEWS,
                  builds=builds)  # fmt: skip
