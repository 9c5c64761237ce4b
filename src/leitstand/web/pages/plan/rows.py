"""Actions as rows of a table, and what the plan comes to in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leitstand.foundation.numbers import format_number
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.registry import find
from leitstand.planning.effects.contract import TITLES, VERDICTS
from leitstand.web.steering import ACTION_STATES, ACTION_TONES, VERDICT_TONES, money, moved

UNCHECKED = Text(de="keine Prüfung", en="no check")


@dataclass(frozen=True, slots=True)
class Row:
    """expected: what it may move; worth: the same in money. verdict: of the measured effect."""

    body: Mapping[str, Any]
    lever: Text
    expected: Text | None
    worth: Text | None
    check: Text
    state: Text
    tone: str
    owner: str
    verdict: Text | None
    verdict_tone: str


def action_rows(found: Sequence[Mapping[str, Any]], currency: str) -> list[Row]:
    return [_row(one, currency) for one in found]


def _row(one: Mapping[str, Any], currency: str) -> Row:
    lever, expected, effect = find(one["metric"]), one["expected"] or {}, one["effect"]
    unit = expected.get("unit") or lever.unit
    known = expected.get("mid") is not None
    return Row(
        one, lever.title,
        moved(expected["mid"], expected.get("low"), expected.get("high"), unit,
              currency if unit.startswith("currency") else None) if known else None,
        money(expected, currency), TITLES[one["check"]["design"]] if one["check"] else UNCHECKED,
        ACTION_STATES[one["state"]], "bad" if one["overdue"] else ACTION_TONES[one["state"]],
        one["owner"] or one["owner_team"], VERDICTS[effect["verdict"]] if effect else None,
        VERDICT_TONES[effect["verdict"]] if effect else "neutral",
    )  # fmt: skip


def plan_headline(goals: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> Text:
    """1 of 2 goals on course; 3 open actions, one overdue."""
    on = sum(one["state"] in ("reached", "on_course") for one in goals)
    late = sum(bool(one["overdue"]) for one in found)
    words = {}
    for say in LANGUAGES:
        german = say == "de"
        if len(goals) == 1:
            aims = ("Das Ziel ist" if german else "The goal is") + ("" if on else " nicht" if german else " not")
            aims += " auf Kurs" if german else " on course"
        elif goals:
            aims = f"{on} von {len(goals)} Zielen auf Kurs" if german else f"{on} of {len(goals)} goals on course"
        else:
            aims = "Noch kein Ziel gesetzt" if german else "No goal set yet"
        count = format_number(len(found), say)
        if german:
            doing = {0: "keine offene Maßnahme", 1: "eine offene Maßnahme"}.get(len(found), f"{count} offene Maßnahmen")
        else:
            doing = {0: "no open action", 1: "one open action"}.get(len(found), f"{count} open actions")
        past = (f", davon {late} überfällig" if german else f", {late} of them overdue") if late else ""
        words[say] = f"{aims}; {doing}{past}"
    return Text(**words)
