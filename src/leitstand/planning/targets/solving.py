"""Spreads what a goal asks for over its levers: as little as possible of each, none beyond what is realistic."""

from __future__ import annotations

from collections.abc import Sequence

ROUNDS = 200
HARDLY = 1e-12


def spread(wanted: float, rooms: Sequence[float], costs: Sequence[float]) -> list[float]:
    """The movement of each lever: Σ movements = wanted, at the least Σ cost · movement² / |room|.

    rooms: how far each can go in the direction wanted, of its sign (or 0); costs: > 0. With equal costs every lever is
    moved by the same share of its room. Where Σ rooms does not reach, each goes as far as it can.
    """
    up = wanted >= 0
    open_ = [max(room if up else -room, 0.0) for room in rooms]
    total = abs(wanted)
    found = open_ if total >= sum(open_) - HARDLY else _filled(total, open_, costs)
    return [step if up else -step for step in found]


def _filled(total: float, rooms: Sequence[float], costs: Sequence[float]) -> list[float]:
    """The multiplier λ by bisection: each lever moves min(λ / cost, 1) of its room."""

    def moved(level: float) -> list[float]:
        return [min(level / cost, 1.0) * room for room, cost in zip(rooms, costs, strict=True)]

    low, high = 0.0, max(costs)
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(moved(middle)) < total else (low, middle)
    found = moved(high)
    free = [place for place, step in enumerate(found) if 0 < step < rooms[place]] or [found.index(max(found))]
    rest, weight = total - sum(found), sum(found[place] for place in free)
    for place in free:  # what rounding left over, so that the parts give the whole
        found[place] += rest * (found[place] / weight if weight else 1 / len(free))
    return found
