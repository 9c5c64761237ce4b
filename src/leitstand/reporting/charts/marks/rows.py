"""Rows with a name each: the name stands at the left, or above where the picture is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from leitstand.reporting.charts.marks.letters import wrapped
from leitstand.reporting.charts.marks.pen import LINE, Pen, widest

NARROW = 400
HIGH, GAP = 34, 12


@dataclass(slots=True)
class Rows:
    """Hands out rows from top to bottom. left, right: between which their marks are drawn."""

    names: Sequence[tuple[str, ...]]
    left: float
    right: float
    high: float
    above: bool
    end: float = 0.0
    _place: int = field(default=0)
    _top: float = field(default=0.0)

    def name(self, pen: Pen, role: str = "ink", *, bold: bool = False) -> float:
        """Writes the name of the next row and answers the middle of its marks."""
        lines = self.names[self._place]
        self._place += 1
        self._top = self.end
        if self.above:
            pen.lines(0, self._top + 9 + LINE * (len(lines) - 1) / 2, lines, role, bold=bold)
            self.end += LINE * len(lines) + self.high - 4
            return self._top + LINE * len(lines) + self.high / 2 - 4
        high = max(self.high, LINE * len(lines) + 4)
        self.end += high
        pen.lines(self.left - GAP, self._top + high / 2, lines, role, "end", bold=bold)
        return self._top + high / 2

    def hit(self, pen: Pen, says: str) -> None:
        """The row just written tells its values when pointed at."""
        pen.hit(0, self._top, pen.width, self.end - self._top, says)


def rows_of(names: Sequence[str], width: float, high: float = HIGH) -> Rows:
    """Rows over the width, names in two lines at most."""
    if width < NARROW:
        return Rows([wrapped(str(name), width) for name in names], 0, width, high, True)
    room = 0.34 * width
    lines = [wrapped(str(name), room) for name in names]
    return Rows(lines, widest(one for line in lines for one in line) + GAP, width, high, False)
