"""The review of a week, month or quarter: how the goals stand, what went well, what did not, why, and what is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from leitstand.foundation.period import Period
from leitstand.foundation.text import LANGUAGES, Text

MOST = 7
"""Findings named on each side: a meeting cannot talk about more."""

DECIDED = {
    "accepted": Text(de="Angenommen", en="Accepted"),
    "adapted": Text(de="Angepasst angenommen", en="Accepted with changes"),
    "rejected": Text(de="Abgelehnt", en="Rejected"),
}
VERDICT = {
    "worked": Text(de="hat gewirkt", en="worked"),
    "no_effect": Text(de="keine lohnende Wirkung", en="no effect worth having"),
    "harmed": Text(de="hat geschadet", en="did harm"),
    "undecided": Text(de="nicht zu entscheiden", en="undecided"),
}


@dataclass(frozen=True, slots=True)
class Material:
    """What a review is made of, as the commands tell it (`--json`): goals and signals of `control`, findings, actions
    with their newest effect, decisions, lessons."""

    goals: Sequence[Mapping[str, Any]]
    signals: Sequence[Mapping[str, Any]]
    findings: Sequence[Mapping[str, Any]]
    actions: Sequence[Mapping[str, Any]]
    decisions: Sequence[Mapping[str, Any]]
    lessons: Sequence[Mapping[str, Any]]
    calm: int


def review(period: Period, as_of: date, material: Material) -> dict[str, Any]:
    """The document, ready for JSON: every line a sentence in both languages with the id of what it speaks of."""
    good, bad = _sides(period, material)
    actions = _actions(period, as_of, material.actions)
    signals = [one for one in material.signals if one["answer"] is None]
    return {
        "grain": period.grain,
        "period_start": period.start.isoformat(),
        "period_end": period.end.isoformat(),
        "as_of": as_of.isoformat(),
        "complete": as_of >= period.last_day,
        "headline": _headline(period, material.goals, signals, material.calm).as_dict(),
        "goals": list(material.goals),
        "signals": list(material.signals),
        "calm": material.calm,
        "went_well": good,
        "did_not": bad,
        "why": _why(bad, material.findings),
        "actions": actions,
        "decisions": [_decision(one) for one in material.decisions if _until_next(one["at"], period)],
        "lessons": [
            {"id": one["action"], "sentence": one["text"], "verdict": one["verdict"]}
            for one in material.lessons
            if _until_next(one["at"], period)
        ],
        "next": _next(period, material.goals),
    }


def _headline(period: Period, goals: Sequence[Mapping[str, Any]], signals: Sequence[Mapping[str, Any]],
              calm: int) -> Text:  # fmt: skip
    """Third quarter: 2 of 3 goals on course, one signal wants an answer."""
    on = sum(one["state"] in ("reached", "on_course") for one in goals)
    german, english = [], []
    if len(goals) == 1:
        german.append("das Ziel ist auf Kurs" if on else "das Ziel ist nicht auf Kurs")
        english.append("the goal is on course" if on else "the goal is not on course")
    elif goals:
        german.append(f"{on} von {len(goals)} Zielen auf Kurs")
        english.append(f"{on} of {len(goals)} goals on course")
    if signals:
        count = len(signals)
        german.append(
            "ein Signal wartet auf eine Antwort" if count == 1 else f"{count} Signale warten auf eine Antwort"
        )
        english.append("one signal wants an answer" if count == 1 else f"{count} signals want an answer")
    else:
        german.append(f"alles ruhig, {calm} Kennzahlen ohne Signal" if calm else "kein Signal")
        english.append(f"all calm, {calm} metrics without a signal" if calm else "no signal")
    return Text(de=f"{period.label('de')}: {', '.join(german)}.", en=f"{period.label('en')}: {', '.join(english)}.")


def _sides(period: Period, material: Material) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What went well and what did not: goals, actions with a verdict, findings that began in the period."""
    good: list[dict[str, Any]] = []
    bad: list[dict[str, Any]] = []
    for goal in material.goals:
        if goal["state"] != "unknown":
            side = good if goal["state"] in ("reached", "on_course") else bad
            side.append({"goal": goal["id"], "sentence": goal["sentence"]})
    for action in material.actions:
        effect = action.get("effect")
        if effect and _until_next(effect["measured_at"], period):
            side = good if effect["verdict"] == "worked" else bad
            side.append({"action": action["id"], "sentence": _verdict(action, effect).as_dict()})
    for one in material.findings:
        if one["status"] in ("new", "ongoing") and one["good"] is not None and _began(one, period):
            side = good if one["good"] else bad
            if sum("finding" in each for each in side) < MOST:
                side.append({"finding": one["id"], "sentence": one["sentence"]})
    return good, bad


def _why(bad: Sequence[Mapping[str, Any]], findings: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What went along with what did not go well, as the findings tell it."""
    known = {one["id"]: one for one in findings}
    return [
        {"finding": each["finding"], "drivers": [
            {name: driver[name] for name in ("title", "words", "value", "unit")}
            for driver in known[each["finding"]]["drivers"]
        ]}
        for each in bad
        if "finding" in each and known[each["finding"]]["drivers"]
    ]  # fmt: skip


def _actions(period: Period, as_of: date, actions: Sequence[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    def told(action: Mapping[str, Any]) -> dict[str, Any]:
        return {name: action[name] for name in ("id", "title", "state", "owner_team", "due_on", "done_on")}

    running = [one for one in actions if one["state"] in ("planned", "running")]
    return {
        "finished": [told(one) for one in actions if one["state"] == "done" and _within(one["done_on"], period)],
        "running": [told(one) for one in running],
        "overdue": [told(one) for one in running if one["due_on"] and one["due_on"] <= as_of.isoformat()],
    }


def _verdict(action: Mapping[str, Any], effect: Mapping[str, Any]) -> Text:
    said = {
        language: f"{action['title'][language]}: {VERDICT[effect['verdict']].get(language)}." for language in LANGUAGES
    }
    return Text(de=said["de"], en=said["en"])


def _decision(one: Mapping[str, Any]) -> dict[str, Any]:
    title, why = one["body"].get("title", {}), f" ({one['reason']})" if one["reason"] else ""
    sentence = {
        language: f"{DECIDED[one['kind']].get(language)}: {title.get(language, one['rule'])}{why}"
        for language in LANGUAGES
    }
    return {"recommendation": one["about"], "kind": one["kind"], "by": one["by"], "sentence": sentence}


def _next(period: Period, goals: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The plan of each goal for the months that follow, as many as the period has."""
    length = max(round((period.end - period.start).days / 30.4), 1)
    following = []
    for goal in goals:
        months = [one for one in goal["months"] if one["month"] >= period.end.isoformat()][:length]
        following += [{"goal": goal["id"], "metric": goal["metric"], "month": one["month"], "plan": one["plan"]}
                      for one in months]  # fmt: skip
    return following


def _began(one: Mapping[str, Any], period: Period) -> bool:
    return bool(one["since"]) and period.start.isoformat() <= one["since"] < period.end.isoformat()


def _within(told: str | None, period: Period) -> bool:
    return bool(told) and period.start.isoformat() <= str(told)[:10] < period.end.isoformat()


def _until_next(told: str, period: Period) -> bool:
    """In the period or before the next one is over: reviews are held, and decisions taken, after their period."""
    return period.start <= date.fromisoformat(told[:10]) < period.end + (period.end - period.start)
