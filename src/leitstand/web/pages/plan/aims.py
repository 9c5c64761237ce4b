"""A goal as its page shows it: the way of the months, what the drivers are asked, and how far they can go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import prod
from typing import Any

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.numbers import format_change, format_likely, format_percent, format_value
from leitstand.foundation.period import add_months
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.registry import find
from leitstand.planning.targets.course import way_of
from leitstand.planning.targets.planned import RAMP
from leitstand.reporting.charts.contract import Chart
from leitstand.web.company import Company
from leitstand.web.words import MONTHS

BAND = Text(de="Monatswerte mit Saison; Band: Zusage bis ehrgeizig (80 bis 20 %)",
            en="Monthly values with their season; band: commitment to stretch (80 to 20%)")  # fmt: skip
MONTHLY = Text(de="Monatswerte", en="Monthly values")
BEFORE = 13
"""Months before the first of the goal that its chart shows."""


@dataclass(frozen=True, slots=True)
class Driver:
    """What a goal asks of one driver. used: share of the room that it takes; room: in words, with where it ends."""

    metric: str
    title: Text
    unit: str
    before: float
    after: float
    change: Text
    used: float | None
    room: Text
    bound: Text
    binding: bool


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal, kept or only calculated: the same on both pages. increase: on the course without action; None where a
    level is held. reachable: the farthest that the drivers go together; product: the factors written out."""

    body: Mapping[str, Any]
    title: Text
    unit: str
    currency: str | None
    up: bool
    increase: float | None
    reachable: float | None
    drivers: Sequence[Driver]
    product: Text | None

    @property
    def held(self) -> bool:
        """Whether it is a level that is to hold in every month."""
        return self.body.get("kind") in ("at_or_above", "at_or_below")

    @property
    def by(self) -> Text:
        """The month in which it ends."""
        day = date.fromisoformat(self.body["by"])
        name = MONTHS[day.month - 1]
        return Text(de=f"{name.de} {day.year}", en=f"{name.en} {day.year}")

    def written(self, value: float, say: Language) -> str:
        return format_value(value, self.unit, self.currency, say, short=True)


def aim_of(company: Company, goal: Mapping[str, Any]) -> Aim:
    """goal: as kept, or as Targeting.target tells it."""
    one = find(goal["metric"])
    currency = company.currency if one.unit.startswith("currency") else None
    up = goal["kind"] in ("at_or_above", "increase_to") if "kind" in goal else goal["wanted"] == "up"
    baseline = goal["baseline"]
    drivers = [_driver(each, company.currency) for each in goal["drivers"]]
    return Aim(
        goal, one.title, one.unit, currency, up,
        goal["target"] / baseline - 1 if baseline and baseline > 0 else None,
        goal.get("reachable", _reachable(goal, up)), drivers, _product(goal),
    )  # fmt: skip


def headline(aim: Aim) -> Text:
    """Goal: net revenue €3.31M by September 2027."""
    wanted = name_of(aim)
    return Text(de=f"Ziel: {wanted.de}", en=f"Goal: {wanted.en}")


def name_of(aim: Aim) -> Text:
    """Net revenue €3.31M by September 2027; "at least", "in every month" where a level is to hold."""
    words = {}
    for say in LANGUAGES:
        value, by = aim.written(aim.body["target"], say), aim.by.get(say)
        sides = Text(de="mindestens " if aim.up else "höchstens ", en="at least " if aim.up else "at most ")
        side = sides.get(say) if aim.held else ""
        each = Text(de=" in jedem Monat", en=" in every month").get(say) if aim.held else ""
        until, segment = Text(de="bis", en="by").get(say), f" ({aim.body['segment']})" if aim.body["segment"] else ""
        words[say] = f"{aim.title.get(say)}{segment} {side}{value}{each} {until} {by}"
    return Text(**words)


def standing_words(aim: Aim, followed: Mapping[str, Any] | None) -> Text:
    """How likely it is, and what the other marks are."""
    words = {}
    for say in LANGUAGES:
        german, parts = say == "de", []
        if aim.increase is not None and not aim.held:
            more = aim.body["target"] - aim.body["baseline"]
            share = format_change(more, aim.increase, aim.unit, aim.currency, say)
            parts.append(f"{share} gegenüber dem Verlauf ohne Maßnahmen." if german
                         else f"{share} on the course without action.")  # fmt: skip
        chances_ = [
            (followed and followed["probability"],
             Text(de="{} beim heutigen Stand", en="{} as things stand")),
            (aim.body["probability"], Text(de="{}, wenn die Treiberziele verfolgt werden",
                                           en="{} with the driver targets pursued")),
        ]  # fmt: skip
        known = [words_.get(say).format(format_likely(share, say)) for share, words_ in chances_ if share is not None]
        if known:
            parts.append(f"{'Wahrscheinlichkeit' if german else 'Probability'}: {', '.join(known)}.")
        if aim.body["p80"] is not None:
            low, high = aim.written(aim.body["p80"], say), aim.written(aim.body["p20"], say)
            parts.append(f"Zusage (80 %): {low}; ehrgeizig (20 %): {high}." if german
                         else f"Commitment (80%): {low}; stretch (20%): {high}.")  # fmt: skip
        if aim.reachable is not None:
            far = aim.written(aim.reachable, say)
            parts.append(f"Größter erreichbarer Wert: {far}." if german else f"Largest reachable value: {far}.")
        words[say] = " ".join(parts)
    return Text(**words)


def chances(share: float | None) -> Text | None:
    """A probability in both languages."""
    return None if share is None else _each(lambda say: format_likely(share, say))


def chart(company: Company, aim: Aim) -> Chart:
    """Actual, plan with the range from commitment to stretch, and the course without action, by month."""
    months = aim.body["months"]
    first = date.fromisoformat(f"{months[0]['month'][:7]}-01")
    known = actual(company, aim, add_months(first, -BEFORE), add_months(first, len(months)))
    days = sorted({*known, *(f"{one['month'][:7]}-01" for one in months)})
    plan = {f"{one['month'][:7]}-01": one["target"] for one in months}
    without = {f"{one['month'][:7]}-01": one["baseline"] for one in months if one["baseline"] is not None}
    low, high = (dict(zip(plan, way_to(aim, aim.body[name]), strict=False)) for name in ("p80", "p20"))
    joint = max((day for day in known if day < first.isoformat()), default=None)
    if joint is not None:  # the plan begins where the actual course stands
        for line in (plan, without, low, high):
            if line:
                line[joint] = known[joint]
    titles = {
        "plan": Text(de="Plan", en="plan"), "expected": Text(de="ohne Maßnahmen", en="without action"),
        "low": Text(de="Zusage (80 %)", en="commitment (80%)"), "high": Text(de="ehrgeizig (20 %)", en="stretch (20%)"),
    }  # fmt: skip
    if not aim.up:
        low, high = high, low
        titles["low"], titles["high"] = titles["high"], titles["low"]
    columns = {"value": known, "plan": plan, "expected": without, "low": low, "high": high}
    return Chart(
        "series", {"day": days} | {name: [line.get(day) for day in days] for name, line in columns.items()},
        aim.unit, headline(aim),
        BAND if low else MONTHLY,
        currency=aim.currency, names=titles,
    )  # fmt: skip


def actual(company: Company, aim: Aim, start: date, end: date) -> dict[str, float]:
    """First day of each complete month → its value."""
    where = aim.body["segment"].split(" & ") if aim.body["segment"] else []
    try:
        found = company.values(aim.body["metric"], "month", where, start=start, end=end)
    except LeitstandError:
        return {}
    return {one.period.start.isoformat(): one.value for one in found if one.complete and one.value is not None}


def way_to(aim: Aim, end: float | None) -> list[float]:
    """The months of the plan raised or lowered, evenly over the first half year, so that the year gives `end`."""
    plan = [one["target"] for one in aim.body["months"]]
    if end is None:
        return []
    ramp = [min((place + 1) / RAMP, 1.0) for place in range(len(plan))]
    count = 1.0 if way_of(aim.body["metric"]) == "flow" else float(len(plan))
    missing = end * count - sum(plan)
    if all(value > 0 for value in plan):
        lift = missing / sum(value * share for value, share in zip(plan, ramp, strict=True))
        return [value * (1 + lift * share) for value, share in zip(plan, ramp, strict=True)]
    step = missing / sum(ramp)
    return [value + step * share for value, share in zip(plan, ramp, strict=True)]


def _driver(one: Mapping[str, Any], currency: str) -> Driver:
    before, after = one["from"], one["to"]
    unit = one["unit"]
    money = currency if unit.startswith("currency") else None
    end = one["high"] if after >= before else one["low"]
    room = end - before
    ratio = after / before - 1 if before > 0 else None
    return Driver(
        one["metric"], Text(**one["title"]), unit, before, after,
        _each(lambda say: format_change(after - before, ratio, unit, money, say)),
        min(max((after - before) / room, 0.0), 1.0) if room else None,
        _each(lambda say: format_change(room, end / before - 1 if before > 0 else None, unit, money, say)),
        Text(**one["bound"]), bool(one["binding"]),
    )  # fmt: skip


def _reachable(goal: Mapping[str, Any], up: bool) -> float | None:
    """As far as all drivers go together, of a goal that multiplies or has one lever."""
    drivers, baseline = goal["drivers"], goal["baseline"]
    ends = [one["high" if up else "low"] for one in drivers]
    if not drivers or baseline is None:
        return None
    if all(one.get("factor") is not None and one["from"] > 0 for one in drivers):
        return float(baseline * prod(end / one["from"] for end, one in zip(ends, drivers, strict=True)))
    return float(ends[0]) if len(drivers) == 1 and drivers[0]["metric"] == goal["metric"] else None


def _product(goal: Mapping[str, Any]) -> Text | None:
    """+1.6% × +1.6% × +1.6% = +5.0%, of drivers that multiply to the goal."""
    factors = [one.get("factor") for one in goal["drivers"]]
    if len(factors) < 2 or any(one is None for one in factors):
        return None
    words = {}
    for say in LANGUAGES:
        parts = " × ".join(format_percent(one - 1, say, signed=True) for one in factors)
        words[say] = f"{parts} = {format_percent(prod(factors) - 1, say, signed=True)}"
    return Text(**words)


def month_ends(as_of: date, least: int = 3, most: int = 18) -> list[tuple[str, Text]]:
    """The last days of coming months, to choose the end of a goal."""
    found = []
    for ahead in range(least, most + 1):
        first = add_months(as_of.replace(day=1), ahead)
        last = add_months(first, 1) - timedelta(days=1)
        name = MONTHS[first.month - 1]
        found.append((last.isoformat(), Text(de=f"{name.de} {first.year}", en=f"{name.en} {first.year}")))
    return found


def _each(written: Any) -> Text:
    return Text(**{say: written(say) for say in LANGUAGES})
