"""Tells one matter once: what several methods or segments show of the same thing becomes one finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from leitstand.analysis.contract import Candidate, Dims, Driver
from leitstand.analysis.run.words import named, segment, title
from leitstand.foundation.text import Text

ONE_PERIOD = 31
"""Days: onsets in neighbouring months are the same onset."""

EXPLAINS = 0.3
"""A segment that makes up so much of the change of the whole explains it."""

MOST_DRIVERS = 5

SCANNED = frozenset({"trend", "level_shift", "unexpected_value", "signal", "stagnation", "localised", "went_along"})
"""Types of what scans of all series come across. What a method looked for on purpose tells the same matter better."""

IN_LINE = 1.5
"""A segment whose relative change is up to so many times that of the whole only moves along with it."""


GROWTH = ("active_customers", "orders", "revenue_net", "units_sold", "sessions")
"""Whole-company trends that tell the growth of a company, the best first."""


class Kinship(Protocol):
    """How candidates hang together."""

    def volume(self, metric: str) -> bool:
        """Whether it counts or adds up something, so that it grows with the company by itself."""

    def weight(self, metric: str, dims: Dims) -> float | None:
        """How much one unit of change in a segment moves the whole: 1 for sums, its share for rates; None: unknown."""

    def size(self, candidate: Candidate) -> float | None:
        """The effect beside the usual level of its metric; None: unknown."""

    def twins(self, one: Candidate, other: Candidate) -> bool:
        """Whether two metrics run alike: two names of the same course."""


@dataclass(eq=False)
class Matter:
    """One thing that happened. index: place of the candidate that tells it best. also: types that show it too.
    whole: the matter that this one is a driver of."""

    index: int
    candidate: Candidate
    also: list[str] = field(default_factory=list)
    drivers: list[Driver] = field(default_factory=list)
    whole: Matter | None = None


def merged(candidates: Sequence[Candidate], strength: Callable[[int], Any], kinship: Kinship) -> list[Matter]:
    """The candidates as matters. strength: of the candidate at a place; the strongest of the same thing tells it, what
    was looked for on purpose before what a scan came across."""

    def precedence(place: int) -> tuple[bool, Any]:
        return candidates[place].type not in SCANNED, strength(place)

    matters: list[Matter] = []
    for index in sorted(range(len(candidates)), key=precedence, reverse=True):
        one = candidates[index]
        same = next((matter for matter in matters if _same(matter.candidate, one)), None)
        if same is None:
            matters.append(Matter(index, one, drivers=list(one.drivers)))
        elif one.type not in (same.candidate.type, *same.also):
            same.also.append(one.type)
    told = [driver for matter in matters if matter.candidate.type not in SCANNED for driver in matter.candidate.drivers]
    matters = [matter for matter in matters if not any(_is_driver(matter.candidate, driver) for driver in told)]
    matters.sort(key=lambda matter: len(matter.candidate.dims))  # stable: the strongest first
    kept: list[Matter] = []
    twins: list[Candidate] = []
    for matter in matters:
        if _told_by_twin(matter.candidate, kept, kinship):
            twins.append(matter.candidate)
        elif not any(_nested(matter.candidate, twin) for twin in twins) and not _hung(matter, kept, kinship):
            kept.append(matter)
    return _without_growth(kept, kinship)


def _without_growth(matters: Sequence[Matter], kinship: Kinship) -> list[Matter]:
    """Volumes that only grow or shrink along with the company become drivers of the finding that says so.

    One that changes clearly more than the company, or the other way, stays: that is news.
    """
    company = [one for one in matters if one.candidate.type == "trend" and not one.candidate.dims]
    named = (one for metric in GROWTH for one in company if one.candidate.metric == metric)
    whole = next(named, None)
    growth = None if whole is None else _relative(whole.candidate)
    if whole is None or not growth:
        return list(matters)
    kept = []
    for matter in matters:
        one = matter.candidate
        change = _relative(one) if one.type == "trend" and kinship.volume(one.metric) else None
        if matter is whole or change is None or not 0 < change / growth <= IN_LINE:
            kept.append(matter)
        else:
            name = title(one.metric)
            _add_driver(whole, one, "went_along_with",
                        Text(de=name.de + segment(one.dims).de, en=name.en + segment(one.dims).en))  # fmt: skip
    return kept


def _relative(one: Candidate) -> float | None:
    """The change beside what was to be expected without it; money that flows out grows too."""
    before = one.figures.get("before")
    return one.effect / before.value if before and isinstance(before.value, float) and before.value else None


def _is_driver(one: Candidate, driver: Driver) -> bool:
    """Whether a scan came across what another finding gives as its driver, or across the whole that it is a part of."""
    if one.type not in SCANNED or one.metric != driver.metric or not driver.dims or driver.value is None:
        return False
    inside = set(one.dims.items()) <= set(driver.dims.items())
    return inside and one.effect * driver.value > 0 and together(one.since, driver.on)


def _nested(part: Candidate, whole: Candidate) -> bool:
    """Whether the part is a segment of the whole that changed alike."""
    return _alike(whole, part) and set(whole.dims.items()) < set(part.dims.items())


def _told_by_twin(one: Candidate, kept: Sequence[Matter], kinship: Kinship) -> bool:
    """Whether the same change is told of another metric that runs alike, or that is made up of the same segments."""
    for other in kept:
        first = other.candidate
        if one.type != first.type or one.metric == first.metric or not together(one.since, first.since):
            continue
        same_parts = bool(_parts(one)) and _parts(one) == _parts(first)
        if same_parts or (dict(one.dims) == dict(first.dims) and kinship.twins(one, first)):
            _add_driver(other, one, "went_along_with", title(one.metric))
            return True
    return False


def _parts(one: Candidate) -> list[Dims]:
    return [driver.dims for driver in one.drivers if driver.dims]


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether both tell of the same thing: metric, segment and direction, begun within one period."""
    if _subject(one) != _subject(other):
        return False
    if one.since is None and other.since is None:  # what has no beginning is the same only to its own method
        return one.type == other.type
    return one.effect * other.effect >= 0 and together(one.since, other.since)


def _subject(one: Candidate) -> tuple[str, ...]:
    return (
        (one.matter,) if one.matter else (one.metric, *(f"{name}={value}" for name, value in sorted(one.dims.items())))
    )


def together(one: date | None, other: date | None) -> bool:
    """Whether two onsets are within one period of each other."""
    return one is not None and other is not None and abs((one - other).days) <= ONE_PERIOD


def _began_together(one: Candidate, other: Candidate) -> bool:
    """Whether both began within one period of each other, or one when the other may have begun."""
    if one.since is None or other.since is None:
        return False
    early, late = sorted((one, other), key=lambda each: each.since or date.min)
    return (
        together(early.since, late.since)
        or together(late.since, early.since_high)
        or together(early.since, late.since_low)
        or (early.since_high is not None and late.since <= early.since_high)  # type: ignore[operator]
        or (late.since_low is not None and late.since_low <= early.since)  # type: ignore[operator]
    )


def _hung(matter: Matter, kept: Sequence[Matter], kinship: Kinship) -> bool:
    """Whether a segment is told along with another matter, and no longer by itself.

    Below the whole that it explains it becomes a driver; the best one stays a finding too, because it says where. One
    that only moves along with the whole says nothing new. Other slices that changed alike at the same time show the
    same thing once more.
    """
    one = matter.candidate
    for other in kept:
        if not _alike(other.candidate, one):
            continue
        purpose = one.type not in (other.candidate.type, *SCANNED)
        if not _nested(one, other.candidate):
            if purpose or not together(one.since, other.candidate.since):  # slices that differ must agree closely
                continue
            _add_driver(other, one, "went_along_with")
            return True
        if one.type in SCANNED and other.candidate.type not in SCANNED and one.type != other.candidate.type:
            _add_driver(other, one, "went_along_with")
            return True
        share = _explained(one, other.candidate, kinship)
        if share is None or share >= EXPLAINS:
            _add_driver(other, one, "went_along_with" if share is None else "made_up_of")
            if any(each.whole is other for each in kept) and not purpose:
                return True
            matter.whole = other
            return False
        if not purpose and _in_line(one, other.candidate, kinship):
            return True
    return False


def _in_line(part: Candidate, whole: Candidate, kinship: Kinship) -> bool:
    one, other = kinship.size(part), kinship.size(whole)
    return one is not None and other is not None and one <= IN_LINE * other


def _alike(one: Candidate, other: Candidate) -> bool:
    """Whether both changed the same metric the same way at the same time; in other units, whether to good or to bad."""
    if one.metric != other.metric or not _began_together(one, other):
        return False
    if one.unit != other.unit and one.good is not None and other.good is not None:
        return one.good == other.good
    return one.effect * other.effect > 0


def _explained(part: Candidate, whole: Candidate, kinship: Kinship) -> float | None:
    """The share of the whole's effect that comes from the part; None where that cannot be said."""
    if part.unit != whole.unit or part.type != whole.type:
        return None
    one = kinship.weight(part.metric, part.dims)
    return None if one is None else part.effect * one / whole.effect


def _add_driver(whole: Matter, part: Candidate, words: str, name: Text | None = None) -> None:
    if sum(driver.metric == part.metric for driver in whole.drivers) >= MOST_DRIVERS:
        return
    whole.drivers.append(
        Driver(
            title=name or Text(de=named(part.dims, "de"), en=named(part.dims, "en")),
            value=part.effect,
            unit=part.unit,
            words="made_up_of" if words == "made_up_of" else "went_along_with",
            metric=part.metric,
            dims=part.dims,
            low=part.low,
            high=part.high,
            on=part.since,
        )
    )
