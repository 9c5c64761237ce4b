"""A finding as pages show it: which kind it is, what it costs or brings, what drives it, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leitstand.analysis.registry import types
from leitstand.foundation.numbers import format_change, format_estimate, format_value, ranging
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.registry import find
from leitstand.web.company import Company
from leitstand.web.naming import value_name
from leitstand.web.words import FINDING_KINDS, KIND_TONES, MONEY_KINDS

BOTTLENECKS = frozenset({"slower_step", "repeated_work", "stage_outcome", "funnel_drop"})
"""Types of findings about where something gets stuck."""
COURSE = 24
"""Values of the small line."""


@dataclass(frozen=True, slots=True)
class Told:
    """kind: risk, chance, bottleneck or notice. money: in words, None where nothing is known. course: for a small line.
    step: the recommendation that rests on the finding."""

    id: str
    kind: str
    word: Text
    tone: str
    title: Text
    sentence: Mapping[str, str]
    metric: str
    dims: Mapping[str, str]
    status: str
    money: Text | None
    driver: Text | None
    course: Sequence[float | None]
    step: Mapping[str, Any] | None
    body: Mapping[str, Any]


def open_findings(company: Company) -> list[dict[str, Any]]:
    """Those that need attention, best first: not answered, not gone, and no mere part of another."""
    return [one for one in company.findings()["findings"] if one["status"] in ("new", "ongoing") and not one["part_of"]]


def steps_of(recommendations: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Finding → the best recommendation that rests on it."""
    found: dict[str, Mapping[str, Any]] = {}
    for one in recommendations:
        if one["status"] != "rejected":
            for each in one["evidence"]:
                found.setdefault(each["finding"], one)
    return found


def told(one: Mapping[str, Any], steps: Mapping[str, Mapping[str, Any]]) -> Told:
    kind = kind_of(one)
    evidence = one["evidence"]
    values = evidence["columns"].get("value", ()) if evidence["kind"] == "series" else ()
    return Told(
        one["id"], kind, FINDING_KINDS[kind], KIND_TONES[kind], title(one), one["sentence"], one["metric"], one["dims"],
        one["status"], money(one), driver(one), [value for value in values if value is not None][-COURSE:],
        steps.get(one["id"]), one,
    )  # fmt: skip


def title(one: Mapping[str, Any]) -> Text:
    """What it is about in a few words: type, metric, segment."""
    what, metric = types()[one["type"]].title, find(one["metric"]).title
    cells = [value_name(name, cell) for name, cell in one["dims"].items()]
    inside = {say: f" ({', '.join(cell.get(say) for cell in cells)})" if cells else "" for say in LANGUAGES}
    return Text(de=f"{what.de}: {metric.de}{inside['de']}", en=f"{what.en}: {metric.en}{inside['en']}")


def kind_of(one: Mapping[str, Any]) -> str:
    if one["good"] is False:
        return "bottleneck" if one["type"] in BOTTLENECKS else "risk"
    return "chance" if one["good"] else "notice"


def money(one: Mapping[str, Any]) -> Text | None:
    """ "costs about €41,000 of gross margin a year (€28,000 to €55,000)"; None where nothing is known."""
    if one["money_per_year"] is None:
        return None
    low, high, middle = one["money_low"], one["money_high"], one["money_per_year"]
    kind = MONEY_KINDS[one["money_kind"]]
    wide = low is not None and high is not None
    ranges = {
        say: f" ({ranging(_amount(low, one, say), _amount(high, one, say), say)})" if wide else "" for say in LANGUAGES
    }
    if wide and low < 0 < high:
        return Text(
            de=f"ob es {kind.de} kostet oder bringt, ist noch offen{ranges['de']} im Jahr",
            en=f"whether it costs or brings {kind.en} is still open{ranges['en']} a year",
        )
    often = Text(de="einmalig", en="once") if one.get("money_once") else Text(de="im Jahr", en="a year")
    verb = Text(de="kostet", en="costs") if middle < 0 else Text(de="bringt", en="brings")
    size = {say: format_estimate(abs(middle), one["currency"], say) for say in LANGUAGES}
    ends = dict.fromkeys(LANGUAGES, "")
    if wide:
        near, far = sorted((abs(low), abs(high)))
        written = {say: [format_estimate(end, one["currency"], say) for end in (near, far)] for say in LANGUAGES}
        if written["en"][0] != written["en"][1]:  # ends that look the same tell nothing
            ends = {say: f" ({ranging(written[say][0], written[say][1], say)})" for say in LANGUAGES}
    return Text(
        de=f"{verb.de} rund {size['de']} {kind.de} {often.de}{ends['de']}",
        en=f"{verb.en} about {size['en']} of {kind.en} {often.en}{ends['en']}",
    )


def driver(one: Mapping[str, Any]) -> Text | None:
    """The first driver in words that do not claim more than is known."""
    if not one["drivers"]:
        return None
    first = one["drivers"][0]
    title = first["title"]
    amount = dict.fromkeys(LANGUAGES, "")
    if first["value"] is not None and first["unit"]:
        amount = {say: f" ({_figure(first, one, say)})" for say in LANGUAGES}
    words = {
        "made_up_of": Text(de="besteht vor allem aus", en="made up mostly of"),
        "went_along_with": Text(de="ging einher mit", en="went along with"),
        "caused": Text(de="verursacht durch", en="caused by"),
    }[first["words"]]
    return Text(de=f"{words.de} {title['de']}{amount['de']}", en=f"{words.en} {title['en']}{amount['en']}")


def _figure(first: Mapping[str, Any], one: Mapping[str, Any], say: Language) -> str:
    if first["unit"] == "ratio":
        return format_change(first["value"], None, "ratio", None, say)
    return format_value(first["value"], first["unit"], one["currency"], say, short=True, signed=True)


def _amount(value: float, one: Mapping[str, Any], say: Language) -> str:
    return format_estimate(value, one["currency"], say, signed=True)
