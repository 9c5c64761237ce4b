"""Learns in which rhythm each source delivers, and says when a delivery is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from statistics import median

from leitstand.metrics.compute.facts import StoreFacts
from leitstand.store.contract import OWN

FEWEST = 4
"""Deliveries on different days, from which on there is a rhythm to speak of."""
LOOKED_BACK = 12
"""Gaps that count: a rhythm may change."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A source that should have delivered. usual: days between two deliveries. due: day on which it was expected."""

    source: str
    last: date
    usual: int
    due: date


def missing(days: Mapping[str, Sequence[date]], today: date, grace: float | None = None) -> list[Missing]:
    """Sources that deliver later than ever usual, and by more than the grace.

    days: source → the days on which it delivered, in any order. grace: in days; default half the usual gap, at least
    one. Late is what lies beyond the gap that nine of ten deliveries kept, so that a weekend alarms nobody.
    """
    found = []
    for source, delivered in sorted(days.items()):
        known = sorted(set(delivered))
        if len(known) < FEWEST:
            continue
        gaps = sorted((later - earlier).days for earlier, later in list(pairwise(known))[-LOOKED_BACK:])
        usual = median(gaps)
        longest = gaps[ceil(0.9 * len(gaps)) - 1]
        due = known[-1] + timedelta(days=longest)
        if today > due + timedelta(days=max(1, ceil(usual / 2)) if grace is None else grace):
            found.append(Missing(source, known[-1], round(usual), due))
    return found


def delivered(facts: StoreFacts) -> dict[str, list[date]]:
    """Source system → the days on which loads of it came in."""
    rows = facts.backend.con.execute(
        "SELECT DISTINCT source_system, loaded_at::DATE FROM _loads WHERE source_system <> ?", [OWN]
    ).fetchall()
    found: dict[str, list[date]] = {}
    for source, day in rows:
        found.setdefault(source, []).append(day)
    return found
