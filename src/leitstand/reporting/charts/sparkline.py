"""A line as small as a word, to stand in a table or beside a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from leitstand.reporting.charts import look


def sparkline(values: Sequence[float | None], width: int = 96, height: int = 24) -> str:
    """A small SVG of the values, gaps left open, the last known one as a dot; "" where nothing is known.

    >>> sparkline([1.0, 2.0, None, 1.5]).count("<polyline")
    1
    """
    known = [one for one in values if one is not None]
    if not known:
        return ""
    low, span = min(known), (max(known) - min(known)) or 1.0
    step = (width - 6) / max(len(values) - 1, 1)
    places = [
        None if one is None else (3 + index * step, height - 3 - (one - low) / span * (height - 6))
        for index, one in enumerate(values)
    ]
    lines: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            lines.append([])
        else:
            lines[-1].append(place)
    drawn = "".join(
        f'<polyline fill="none" stroke="{look.INK}" stroke-width="1.5" points="{_points(line)}"/>'
        for line in lines
        if len(line) > 1
    )
    x, y = [place for place in places if place is not None][-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'aria-hidden="true">{drawn}<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{look.PETROL}"/></svg>'
    )


def _points(line: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in line)
