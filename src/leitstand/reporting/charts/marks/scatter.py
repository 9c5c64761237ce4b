"""Things placed by two numbers, each with its name beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from leitstand.foundation.text import Language
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing
from leitstand.reporting.charts.marks import letters
from leitstand.reporting.charts.marks.axes import GAP
from leitstand.reporting.charts.marks.pen import LINE, SMALL, Pen, Point, widest
from leitstand.reporting.charts.marks.placing import Box, free_place, touches
from leitstand.reporting.charts.marks.scales import Scale, spread, ticks

NAMED = 24
"""So many points get a name; more would cover each other, and tell it only when pointed at."""


@dataclass(frozen=True, slots=True)
class Corners:
    """Words of the four parts between the means: top left, top right, bottom left, bottom right; each may be empty.
    marked: the part whose points are drawn as those to look at first."""

    words: tuple[str, str, str, str]
    marked: int


def scatter(chart: Chart, language: Language, width: float, corners: Corners | None = None) -> Drawing:
    """Axes cross at the means. Names stand where they cover no other name or point."""
    pen, height = Pen(width), 300 if width > 400 else 260
    rows = [row for row in chart.rows() if row["x"] is not None and row["y"] is not None]
    x_domain, y_domain = (spread([row[name] for row in rows], room=0.14) for name in ("x", "y"))
    titles = {name: str((chart.columns.get(f"{name}_title") or [""])[0] or "") for name in ("x", "y")}
    left = widest((_tick(chart, one, language) for one in ticks(*y_domain, 4)), SMALL) + GAP
    top, bottom = 26.0 if titles["y"] else 8.0, height + 10.0
    x, y = Scale(*x_domain, left, width - 4), Scale(*y_domain, bottom, top)
    pen.words(0, 9, titles["y"] and letters.cut(f"↑ {titles['y']}", width, SMALL), "second", size=SMALL)
    _axes(pen, chart, language, x, y)
    if not rows:
        return pen.drawing(bottom + 24)
    middle = fmean(row["x"] for row in rows), fmean(row["y"] for row in rows)
    taken = _quarters(pen, x, y, middle, corners, width)
    end = letters.cut(titles["x"], width - 20, SMALL) + " →" if titles["x"] else ""
    pen.words(x.end, bottom + 32, end, "second", "end", size=SMALL)
    dots = [(x(row["x"]), y(row["y"])) for row in rows]
    roles = [_role(row, middle, corners) for row in rows]
    for place, role in zip(dots, roles, strict=True):
        pen.dot(*place, 5, role)
    edges = (left, top, width, bottom)
    for row, box, role in zip(rows, places(rows, dots, taken, edges), roles, strict=False):
        pen.words(box[0], (box[1] + box[3]) / 2, str(row["label"]), "ink", halo=True, bold=role == "bad")
    for row, (dx, dy) in zip(rows, dots, strict=True):
        pen.hit(dx - 12, dy - 12, 24, 24, _says(chart, row, titles, language))
    return pen.drawing(bottom + (42 if end else 24))


def places(rows: Sequence[dict[str, Any]], dots: Sequence[Point], taken: Sequence[Box], edges: Box) -> list[Box]:
    """Where the names of the first NAMED points stand."""
    boxes = list(taken) + [(x - 6, y - 6, x + 6, y + 6) for x, y in dots]
    found = []
    for row, (x, y) in zip(rows[:NAMED], dots, strict=False):
        wide = letters.width(str(row["label"]), bold=True)
        ways = [(x + 9, y - LINE / 2, x + 9 + wide, y + LINE / 2), (x - 9 - wide, y - LINE / 2, x - 9, y + LINE / 2)]
        inside = [way for way in ways if edges[0] <= way[0] and way[2] <= edges[2]]
        box = next((way for way in inside if not any(touches(way, other) for other in boxes)), None)
        if box is None:
            box = free_place(x, y, wide, LINE, edges, [], boxes)
        boxes.append(box)
        found.append(box)
    return found


def _axes(pen: Pen, chart: Chart, language: Language, x: Scale, y: Scale) -> None:
    for value in ticks(y.low, y.high, 4):
        pen.words(y_left := x.start - GAP, y(value), _tick(chart, value, language), "second", "end", size=SMALL)
        pen.rule(y_left + 4, y(value), x.start, y(value), "grey")
    pen.rule(x.start, y.start, x.end, y.start, "hairline")
    pen.rule(x.start, y.start, x.start, y.end, "hairline")
    for value in ticks(x.low, x.high, 5 if pen.width > 400 else 3):
        word = _tick(chart, value, language)
        half = letters.width(word, SMALL) / 2
        pen.rule(x(value), y.start, x(value), y.start + 4, "grey")
        pen.words(min(x(value), pen.width - half), y.start + 14, word, "second", "middle", size=SMALL)


def _quarters(
    pen: Pen, x: Scale, y: Scale, middle: tuple[float, float], corners: Corners | None, width: float
) -> list[Box]:
    """Lines at the means, and the words of the corners; answers what they cover."""
    taken: list[Box] = []
    pen.rule(x(middle[0]), y.end, x(middle[0]), y.start, "grey", 1, "3 3")
    pen.rule(x.start, y(middle[1]), x.end, y(middle[1]), "grey", 1, "3 3")
    if corners is None:
        return taken
    for place, words in enumerate(corners.words):
        top, right = place < 2, place % 2 == 1
        room = (x.end - x(middle[0]) if right else x(middle[0]) - x.start) - 12
        text = letters.cut(words, room, SMALL)
        wide, at = letters.width(text, SMALL), y.end + 8 if top else y.start - 9
        edge = x.end - 2 if right else x.start + 5
        role = "bad" if place == corners.marked else "hint"
        pen.words(edge, at, text, role, "end" if right else "start", size=SMALL)
        taken.append((edge - wide if right else edge, at - 7, edge if right else edge + wide, at + 7))
    return taken


def _role(row: dict[str, Any], middle: tuple[float, float], corners: Corners | None) -> str:
    if corners is None:
        return "plan"
    return "bad" if (row["y"] < middle[1]) * 2 + (row["x"] >= middle[0]) == corners.marked else "plan"


def _says(chart: Chart, row: dict[str, Any], titles: dict[str, str], language: Language) -> str:
    told = [str(row["label"])]
    for name in ("x", "y"):
        value = look.exact(row[name], chart.unit, chart.currency, language)
        low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
        reach = ""
        if low is not None and high is not None:
            bounds = (look.exact(one, chart.unit, chart.currency, language) for one in (low, high))
            reach = f" ({' – '.join(bounds)})"
        told.append(f"{titles[name]} {value}{reach}".strip())
    return " · ".join(told)


def _tick(chart: Chart, value: float, language: Language) -> str:
    return look.tick(value, chart.unit, chart.currency, language)
