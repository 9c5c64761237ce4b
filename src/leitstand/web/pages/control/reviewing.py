"""The review as its page shows it: periods, goals, signals and actions in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from leitstand.control.plan import actions, effects
from leitstand.foundation.period import Period, period_of
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.registry import find
from leitstand.planning.control.following import WORD
from leitstand.planning.effects.contract import GRADES, VERDICTS
from leitstand.web.company import Company
from leitstand.web.state import period_word, written
from leitstand.web.steering import ACTION_STATES, GOAL_TONES, VERDICT_TONES, moved, review

GRAINS = {
    "week": Text(de="Woche", en="Week"),
    "month": Text(de="Monat", en="Month"),
    "quarter": Text(de="Quartal", en="Quarter"),
    "year": Text(de="Jahr", en="Year"),
}
ANSWERS = {
    "temporary_fix": Text(de="Vorübergehend: es ist behoben", en="Temporary: it is dealt with"),
    "temporary_dismiss": Text(de="Vorübergehend: kein Grund zu handeln", en="Temporary: no reason to act"),
    "lasting": Text(de="Bleibt so: von nun an der neue Maßstab", en="Lasting: the new baseline from now on"),
}
STANDINGS = {
    "within": Text(de="im Korridor", en="within"),
    "better": Text(de="besser", en="better"),
    "worse": Text(de="schlechter", en="worse"),
    "unknown": Text(de="ohne Wert", en="no value"),
    "ahead": Text(de="kommt noch", en="ahead"),
}
STANDING_TONES = {"within": "good", "better": "good", "worse": "bad", "unknown": "neutral", "ahead": "neutral"}


def reviewed(period: Period) -> Period:
    """The period that is reviewed: the one looked at, or the month in which it ends."""
    return period if period.grain in GRAINS else period_of(period.last_day, "month")


def shown(company: Company, period: Period) -> dict[str, Any]:
    """Everything that the page of a review says."""
    document = review(company, period.grain, period.start)
    known = {one["id"]: one for one in actions.actions(company.alias)}
    measured = effects.newest(company.alias)
    finished = [finished_row(known[one["id"]], measured.get(one["id"]), company.currency)
                for one in document["actions"]["finished"] if one["id"] in known]  # fmt: skip
    return {
        "document": document,
        "headline": headline(document, period),
        "period": written(period),
        "goals": [goal_row(one, period) for one in document["goals"]],
        "open_signals": [one for one in document["signals"] if not one["answer"]],
        "answered": [one | {"word": ANSWERS[one["answer"]["kind"]]} for one in document["signals"] if one["answer"]],
        "finished": finished,
        "running": [one | {"word": ACTION_STATES[one["state"]]} for one in document["actions"]["running"]],
        "overdue": {one["id"] for one in document["actions"]["overdue"]},
        "lessons": [one | {"word": VERDICTS[one["verdict"]], "tone": VERDICT_TONES[one["verdict"]]}
                    for one in document["lessons"]],
        "next": [one | {"title": find(one["metric"]).title, "unit": find(one["metric"]).unit,
                        "label": month_name(one["month"])} for one in document["next"]],
    }  # fmt: skip


def headline(document: Mapping[str, Any], period: Period) -> Text:
    """The sentence of the document, with the period as people say it."""
    words = {say: document["headline"][say].removeprefix(f"{period.label(say)}: ") for say in LANGUAGES}
    name = written(period)
    return Text(**{say: f"{name.get(say)}: {words[say].rstrip('.')}" for say in LANGUAGES})


def goal_row(one: Mapping[str, Any], period: Period) -> dict[str, Any]:
    """A goal with its months up to the end of the period (none over yet: the first ones)."""
    over = [month for month in one["months"] if month["month"] < period.end.isoformat()]
    months = (over or one["months"])[-6:] if over else one["months"][:3]
    return {
        "body": one, "word": WORD[one["state"]], "tone": GOAL_TONES[one["state"]],
        "months": [month | {"label": month_name(month["month"]), "word": STANDINGS[month["standing"]],
                            "tone": STANDING_TONES[month["standing"]]} for month in months],
    }  # fmt: skip


def finished_row(one: Mapping[str, Any], effect: Mapping[str, Any] | None, currency: str) -> dict[str, Any]:
    """A finished action with what was measured of it."""
    row: dict[str, Any] = {"body": one, "effect": None, "word": None, "tone": "neutral"}
    if effect is not None:
        money = currency if effect["unit"].startswith("currency") else None
        unit = effect["unit"]
        row |= {
            "word": VERDICTS[effect["verdict"]], "tone": VERDICT_TONES[effect["verdict"]],
            "grade": GRADES.get(effect["design"], ""),
            "effect": moved(effect["estimate"], effect["ci_low"], effect["ci_high"], unit, money,
                            bool(effect["details"].get("relative")))
            if effect["estimate"] is not None else None,
        }  # fmt: skip
    return row


def signed_row(one: Mapping[str, Any]) -> dict[str, Any]:
    """A signed review with its period, in words and as the address says it."""
    period = period_of(date.fromisoformat(one["period_start"]), one["grain"])
    return {**one, "period": period_word(period), "label": written(period)}


def month_name(day: str) -> Text:
    return written(period_of(date.fromisoformat(day[:10]), "month"))


def calm(document: Mapping[str, Any]) -> Text:
    """All calm: 7 metrics without a signal."""
    count = int(document["calm"])
    words = {"de": f"Alles ruhig: {count} Kennzahlen ohne Signal. Es gibt nichts zu tun.",
             "en": f"All calm: {count} metrics without a signal. There is nothing to do."}  # fmt: skip
    return Text(**{say: words[say] for say in LANGUAGES})
