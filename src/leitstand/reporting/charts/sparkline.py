"""A line as small as a word, to stand in a table, on a card or beside a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

ROOM = 4
"""Pixels around the line, so that its last dot is not cut."""


def sparkline(
    values: Sequence[float | None],
    width: int = 96,
    height: int = 24,
    *,
    ahead: Sequence[float | None] = (),
    corridor: tuple[float, float] | None = None,
    tone: str = "plan",
) -> str:
    """A small SVG of the values, gaps left open, the last known one as a dot; "" where nothing is known.

    ahead: what is to come, dashed. corridor: the range aimed at, as a soft band. tone: role of the line (look.ROLES).

    >>> sparkline([1.0, 2.0, None, 1.5]).count("<path")
    1
    """
    known = [one for one in values if one is not None]
    if not known:
        return ""
    seen = [*known, *(one for one in ahead if one is not None), *(corridor or ())]
    low: float = min(seen)
    span: float = (max(seen) - low) or 1.0
    step = (width - 2 * ROOM) / max(len(values) + len(ahead) - 1, 1)

    def y(value: float) -> float:
        return height - ROOM - (value - low) / span * (height - 2 * ROOM)

    last = max(place for place, one in enumerate(values) if one is not None)
    drawn = ""
    if corridor:
        top, bottom = y(max(corridor)), y(min(corridor))
        drawn = f'<rect class="f-softer" width="{width}" y="{top:.1f}" height="{max(bottom - top, 1):.1f}"/>'
    drawn += _line(values, 0, step, y, tone, "")
    drawn += _line([values[last], *ahead], last, step, y, tone, ' stroke-dasharray="2 3"') if ahead else ""
    return (
        f'<svg class="plot sparkline" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-hidden="true">{drawn}'
        f'<circle class="f-{tone}" cx="{ROOM + last * step:.1f}" cy="{y(values[last] or 0.0):.1f}" r="2.5"/></svg>'
    )


def _line(
    values: Sequence[float | None], first: int, step: float, y: Callable[[float], float], tone: str, dash: str
) -> str:
    drawn = ""
    for known, group in groupby(enumerate(values), key=lambda one: one[1] is not None):
        points = [f"{ROOM + (first + place) * step:.1f},{y(one):.1f}" for place, one in group if one is not None]
        if known and len(points) > 1:
            drawn += f'<path class="s-{tone}" fill="none" stroke-width="1.6"{dash} d="M{"L".join(points)}"/>'
    return drawn
