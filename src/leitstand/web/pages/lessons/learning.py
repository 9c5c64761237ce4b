"""Lessons in words, and what they say of each rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from leitstand.advice.registry import built_in
from leitstand.foundation.numbers import format_number, format_percent
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.registry import find
from leitstand.planning.effects.contract import VERDICTS
from leitstand.planning.lessons import records
from leitstand.web.steering import VERDICT_TONES, movement, place_of

GRADES: Mapping[str, Text] = {
    "A": Text(de="Der Zufall bildete die Gruppen (A/B-Test).", en="Chance made the groups (A/B test)."),
    "B": Text(de="Verglichen mit anderen Teilgruppen.", en="Compared with other segments."),
    "C": Text(de="Verglichen mit dem eigenen Verlauf.", en="Compared with the own course."),
    "D": Text(de="Vorher und nachher: beweist wenig.", en="Before and after: proves little."),
}


def told(lesson: Mapping[str, Any], effect: Mapping[str, Any] | None, currency: str) -> dict[str, Any]:
    """A lesson with situation, expected and measured in words. effect: the result it comes from."""
    situation = lesson["situation"]
    lever = find(situation["metric"])
    unit = effect["unit"] if effect else lever.unit
    relative = bool(effect and effect["details"].get("relative"))
    money = currency if lever.unit.startswith("currency") else None
    return {
        "body": lesson, "lever": lever.title, "metric": situation["metric"],
        "where": place_of(situation.get("dims", {})),
        "expected": _written(lesson["expected"], lever.unit, money),
        "measured": _written(lesson["measured"], unit, money, relative),
        "low": _written(effect["ci_low"], unit, money, relative) if effect else None,
        "high": _written(effect["ci_high"], unit, money, relative) if effect else None,
        "word": VERDICTS[lesson["verdict"]], "tone": VERDICT_TONES[lesson["verdict"]],
        "grade": GRADES.get(lesson["grade"]), "rule": title_of(lesson["rule"]),
    }  # fmt: skip


def title_of(rule: str) -> Text | None:
    return built_in()[rule].title if rule in built_in() else (Text(de=rule, en=rule) if rule else None)


def by_rule(lessons: Sequence[Mapping[str, Any]], as_of: date) -> list[dict[str, Any]]:
    """Per rule: how many results, and which share of the gap such a step closes by now."""
    known = records(lessons, as_of)
    found = []
    for rule in dict.fromkeys(one["rule"] for one in lessons if one["rule"]):
        own = [one for one in lessons if one["rule"] == rule]
        worked = sum(one["verdict"] == "worked" for one in own)
        found.append({"rule": title_of(rule), "count": len(own), "worked": worked, "said": _learnt(known.get(rule))})
    return found


def _learnt(record: Any) -> Text:
    if record is None:
        return Text(de="Noch nichts, das beim nächsten Mal mitzählt.", en="Nothing yet that counts for the next time.")
    low, high = max(record.share - record.se, -1.0), record.share + record.se
    share, ends = ({say: format_percent(record.share, say) for say in LANGUAGES},
                   {say: (format_percent(low, say), format_percent(high, say)) for say in LANGUAGES})  # fmt: skip
    return Text(
        de=f"Künftig wird mit {share['de']} des Abstands gerechnet (meist {ends['de'][0]} bis {ends['de'][1]}).",
        en=f"The next time {share['en']} of the gap is counted on (mostly {ends['en'][0]} to {ends['en'][1]}).",
    )


def headline(lessons: Sequence[Mapping[str, Any]]) -> Text:
    """2 lessons: 1 action worked, 1 did not."""
    if not lessons:
        return Text(de="Noch keine Erkenntnisse", en="No lessons yet")
    worked = sum(one["verdict"] == "worked" for one in lessons)
    open_ = sum(one["verdict"] == "undecided" for one in lessons)
    failed = len(lessons) - worked - open_
    words = {}
    for say in LANGUAGES:
        count, done, not_, unsure = (format_number(one, say) for one in (len(lessons), worked, failed, open_))
        if say == "de":
            head = "Eine Erkenntnis" if len(lessons) == 1 else f"{count} Erkenntnisse"
            parts = [f"{done}-mal hat es gewirkt", f"{not_}-mal nicht"] + (
                [f"{unsure}-mal ist es offen"] if open_ else []
            )
        else:
            head = "One lesson" if len(lessons) == 1 else f"{count} lessons"
            parts = [f"{done} worked", f"{not_} did not"] + ([f"{unsure} undecided"] if open_ else [])
        words[say] = f"{head}: {', '.join(parts)}"
    return Text(**words)


def holds(one: Mapping[str, Any], words: str) -> bool:
    """Whether a lesson speaks of all the words."""
    body = one["body"]
    said = (one["lever"], one["where"], one["word"])
    told_ = (body["text"], body["title"], body["rule"], *(text.as_dict() for text in said))
    text = " ".join(str(part) for part in told_).casefold()
    return all(word in text for word in words.casefold().split())


def _written(value: float | None, unit: str, currency: str | None, relative: bool = False) -> Text | None:
    if value is None:
        return None
    return Text(**{say: movement(value, unit, currency, say, relative) for say in LANGUAGES})
