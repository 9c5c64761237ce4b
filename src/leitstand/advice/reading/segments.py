"""Findings by the segment they are about: the most exact ones, and the months they cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from leitstand.advice.contract import Found, Level, Situation
from leitstand.analysis.contract import Dims

MOST = 3
"""More places at once than a team can look after."""


def exact(found: Sequence[Found], most: int = MOST) -> list[Found]:
    """One per segment, without those whose segment holds another's: the cause is where it is smallest."""
    places = {frozenset(one.dims.items()): one for one in reversed(found)}
    kept = [one for place, one in places.items() if not any(place < other for other in places)]
    return sorted(kept, key=lambda one: [id(each) for each in found].index(id(one)))[:most]


def during(situation: Situation, metric: str, dims: Dims, since: date, until: date | None) -> Level | None:
    """The metric over the months from since to until; None: until the last complete month."""
    end = _end(situation)
    last = end if until is None or until > end else until
    return situation.level(metric, dims, months=max(_months(since, last), 1), before=_months(last, end))


def year_before(situation: Situation, metric: str, dims: Dims, since: date) -> Level | None:
    """The metric over the twelve months before a day."""
    return situation.level(metric, dims, before=max(_months(since, _end(situation)), 0))


def _end(situation: Situation) -> date:
    return (situation.as_of + timedelta(days=1)).replace(day=1)


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
