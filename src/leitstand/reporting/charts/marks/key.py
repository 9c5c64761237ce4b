"""What the colours of stacked parts mean, where there is no room for names beside the parts."""

from __future__ import annotations

from collections.abc import Sequence

from leitstand.reporting.charts.marks import letters
from leitstand.reporting.charts.marks.pen import SMALL, Pen

SIDE, SPACE, LINE = 10, 14, 18


def key(pen: Pen, y: float, parts: Sequence[tuple[str, str]], left: float = 0) -> float:
    """Squares with names, in lines from y down; answers where they end. parts: role ("/plan": hatched) and name."""
    x = left
    for role, name in parts:
        wide = SIDE + 5 + letters.width(name, SMALL)
        if x > left and x + wide > pen.width:
            x, y = left, y + LINE
        if role.startswith("/"):
            pen.hatched(x, y + 4, SIDE, SIDE, role[1:], 4)
        else:
            pen.rect(x, y + 4, SIDE, SIDE, role)
        pen.words(x + SIDE + 5, y + 9, name, "second", size=SMALL)
        x += wide + SPACE
    return y + LINE + 4
