"""Places for words so that they cover neither each other nor the lines."""

from __future__ import annotations

from collections.abc import Sequence

from leitstand.reporting.charts.marks.pen import Point

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def touches(one: Box, other: Box) -> bool:
    """Whether two boxes share a place.

    >>> touches((0, 0, 10, 10), (10, 0, 20, 10))
    False
    """
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def apart(wished: Sequence[float], gap: float, lowest: float, highest: float) -> list[float]:
    """Middles from top to bottom, as near to the wished ones as the gap between them allows, within the two ends.

    >>> apart([10, 12, 90], 20, 10, 80)
    [10, 30, 80]
    """
    places: list[float] = []
    for one in wished:
        places.append(max(one, places[-1] + gap) if places else max(one, lowest))
    for index in range(len(places) - 1, -1, -1):
        limit = places[index + 1] - gap if index + 1 < len(places) else highest
        places[index] = min(places[index], limit)
    return places


def free_place(
    x: float, y: float, wide: float, high: float, edges: Box, covered: Sequence[Point], taken: Sequence[Box]
) -> Box:
    """A box beside the point that stays within the edges, off other boxes, and off the lines as far as can be."""
    lefts = (x - wide / 2, x - wide, x, x - wide - 10, x + 10)
    tops = (y - high - 6, y + 6, y - high - 20, y + 20, y - high - 40, y + 40)
    best: tuple[float, Box] | None = None
    for rank, (top, left) in enumerate((top, left) for top in tops for left in lefts):
        left = min(max(left, edges[0]), max(edges[2] - wide, edges[0]))
        top = min(max(top, edges[1]), edges[3] - high)
        box = (left, top, left + wide, top + high)
        cost = rank / 10 + 1000 * sum(touches(box, other) for other in taken)
        cost += sum(box[0] - 3 <= px <= box[2] + 3 and box[1] - 2 <= py <= box[3] + 2 for px, py in covered) * 3
        if best is None or cost < best[0]:
            best = (cost, box)
        if cost <= rank / 10:
            break
    assert best is not None
    return best[1]
