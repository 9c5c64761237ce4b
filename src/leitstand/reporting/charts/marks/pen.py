"""Draws lines, bars and words as SVG; colours are roles, a stylesheet says what they look like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Literal

from leitstand.reporting.charts.contract import Drawing
from leitstand.reporting.charts.marks import letters

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]

SIZE, SMALL, LINE = 12, 11, 15
"""Sizes of words, and from one line of them to the next."""


class Pen:
    """Collects the parts of one drawing. Places are pixels from top left.

    role: a key of look.ROLES; "" draws nothing (a place to point at).
    """

    def __init__(self, width: float) -> None:
        self.width = float(width)
        self.parts: list[str] = []

    def drawing(self, height: float) -> Drawing:
        """What was drawn, so high."""
        return Drawing(self.width, round(height), "".join(self.parts))

    def rect(
        self, x: float, y: float, width: float, height: float, role: str, *, round_: float = 2, says: str = ""
    ) -> None:
        """says: the exact values that it tells when pointed at."""
        if width <= 0 or height <= 0:
            return
        corner = f' rx="{round_:g}"' if round_ and min(width, height) > 2 * round_ else ""
        told = f' data-says="{escape(says)}"' if says else ""
        self.parts.append(
            f'<rect class="f-{role}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"{corner}{told}/>'
        )

    def hatched(self, x: float, y: float, width: float, height: float, role: str, step: float = 5) -> None:
        """A bar of fine slanting lines: meant, not yet certain."""
        if width <= 0 or height <= 0:
            return
        ways = [f"M{_p((x, y))}h{_n(width)}v{_n(height)}h{_n(-width)}z"]
        for place in range(1, int((width + height) / step) + 1):
            shift = place * step
            start = (x + min(shift, width), y + max(shift - width, 0))
            end = (x + max(shift - height, 0), y + min(shift, height))
            ways.append(f"M{_p(start)}L{_p(end)}")
        self.path("".join(ways), role, 1)

    def frame(self, x: float, y: float, width: float, height: float, role: str, *, fill: str = "card") -> None:
        """A box with a border."""
        place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        self.parts.append(f'<rect class="f-{fill} s-{role}" {place} rx="6"/>')

    def rule(self, x1: float, y1: float, x2: float, y2: float, role: str, wide: float = 1, dash: str = "") -> None:
        self.line([(x1, y1), (x2, y2)], role, wide, dash)

    def line(self, points: Sequence[Point], role: str, wide: float = 2, dash: str = "") -> None:
        if len(points) > 1:
            self.path("M" + "L".join(_p(point) for point in points), role, wide, dash)

    def path(self, way: str, role: str, wide: float = 2, dash: str = "") -> None:
        """way: as in SVG's own `d`."""
        broken = f' stroke-dasharray="{dash}"' if dash else ""
        thick = f' stroke-width="{wide:g}"' if wide != 1 else ""
        self.parts.append(f'<path class="s-{role}" d="{way}" fill="none"{thick}{broken}/>')

    def area(self, points: Iterable[Point], role: str) -> None:
        self.parts.append(f'<path class="f-{role}" d="M{"L".join(_p(point) for point in points)}Z"/>')

    def dot(self, x: float, y: float, radius: float, role: str, *, ring: str = "card") -> None:
        """ring: role of its border; "" for none."""
        border = f' s-{ring}" stroke-width="1.5' if ring else ""
        self.parts.append(f'<circle class="f-{role}{border}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>')

    def words(
        self,
        x: float,
        y: float,
        text: str,
        role: str = "ink",
        anchor: Anchor = "start",
        *,
        size: float = SIZE,
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """One line of words, y its middle. halo: lines behind it do not run through it."""
        if not text:
            return
        style = "" if anchor == "start" else f' text-anchor="{anchor}"'
        style += "" if size == SIZE else f' font-size="{size:g}"'
        style += ' font-weight="600"' if bold else ""
        if halo:
            style += ' stroke-width="4" paint-order="stroke" stroke-linejoin="round"'
        classes = f"f-{role} s-card" if halo else f"f-{role}"
        place = f'x="{_n(x)}" y="{_n(y + 0.36 * size)}"'
        self.parts.append(f'<text class="{classes}" {place}{style}>{escape(text, quote=False)}</text>')

    def lines(
        self, x: float, y: float, texts: Sequence[str], role: str = "ink", anchor: Anchor = "start", **style: Any
    ) -> None:
        """Several lines of words around the middle y."""
        top = y - LINE * (len(texts) - 1) / 2
        for place, text in enumerate(texts):
            self.words(x, top + LINE * place, text, role, anchor, **style)

    def hit(self, x: float, y: float, width: float, height: float, says: str, day: str = "") -> None:
        """An invisible place that tells its exact values when pointed at; day: marked in all charts of a page."""
        when = f' data-day="{day}"' if day else ""
        self.parts.append(
            f'<rect class="hit" x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 1))}" height="{_n(max(height, 1))}"'
            f' data-says="{escape(says)}"{when}/>'
        )


def widest(texts: Iterable[str], size: float = SIZE, bold: bool = False) -> float:
    """Pixels of the widest of the texts; 0 where there is none."""
    return max((letters.width(text, size, bold) for text in texts), default=0.0)


def _p(point: Point) -> str:
    return f"{_n(point[0])},{_n(point[1])}"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
