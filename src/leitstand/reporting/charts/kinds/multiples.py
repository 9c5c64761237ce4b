"""The same number for several parts of the company: small pictures on one scale."""

from __future__ import annotations

from datetime import date
from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks import axes, letters
from leitstand.reporting.charts.marks.pen import Pen
from leitstand.reporting.charts.marks.scales import grain, period_name, spread

WIDE, HIGH, SPACE, HEAD = 140, 58, 18, 20
MOST_HITS = 72
SAYS = Text(de="Zuletzt am höchsten: {best} mit {high}; am niedrigsten: {worst} mit {low}.",
            en="Latest, highest: {best} with {high}; lowest: {worst} with {low}.")  # fmt: skip


def panels(chart: Chart) -> dict[str, list[dict[str, Any]]]:
    """Name of a picture → its rows."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in chart.rows():
        found.setdefault(str(row["panel"]), []).append(row)
    return found


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    pen, parts = Pen(width), panels(chart)
    across = min(max(int((width + SPACE) / (WIDE + SPACE)), 1), len(parts))
    if across == 3 and len(parts) == 4:
        across = 2
    wide = (width - SPACE * (across - 1)) / across
    known = [row[name] for row in chart.rows() for name in ("value", "comparison") if row.get(name) is not None]
    domain = spread(known)
    step = -(-len(chart.columns["day"]) // MOST_HITS)
    for place, (name, rows) in enumerate(parts.items()):
        left = (place % across) * (wide + SPACE)
        top = (place // across) * (HEAD + HIGH + 22 + SPACE / 2)
        frame = axes.frame(
            [row["day"] for row in rows], left + 1, left + wide - 5, top + HEAD, top + HEAD + HIGH, domain
        )
        last = max((at for at, row in enumerate(rows) if row["value"] is not None), default=None)
        words = look.written(chart, rows[last]["value"], language) if last is not None else "–"
        room = wide - letters.width(words, bold=True) - 8
        pen.words(left, top + 9, letters.cut(name, room), "second")
        pen.words(left + wide, top + 9, words, "ink", "end", bold=True)
        pen.rule(left, frame.y.start, left + wide, frame.y.start, "hairline")
        for column, role, thick in (("comparison", "grey", 1.2), ("value", "actual", 1.8)):
            _line(pen, [(frame.at(at), frame.y(row[column])) if row.get(column) is not None else None
                        for at, row in enumerate(rows)], role, thick)  # fmt: skip
        if last is not None:
            pen.dot(frame.at(last), frame.y(rows[last]["value"]), 3, "actual")
        _days(pen, frame, language, left, wide)
        _hits(pen, chart, frame, rows, name, language, step)
    return pen.drawing(-(-len(parts) // across) * (HEAD + HIGH + 22 + SPACE / 2) - SPACE / 2)


def _line(pen: Pen, points: list[tuple[float, float] | None], role: str, thick: float) -> None:
    run: list[tuple[float, float]] = []
    for point in [*points, None]:
        if point is None:
            pen.line(run, role, thick)
            run = []
        else:
            run.append(point)


def _days(pen: Pen, frame: axes.Frame, language: Language, left: float, wide: float) -> None:
    """The first and the last day."""
    kind = grain(frame.days)
    first, last = (period_name(frame.days[place], kind, language) for place in (0, -1))
    if letters.width(first, 10) + letters.width(last, 10) + 8 > wide:
        pen.words(left, frame.y.start + 11, letters.cut(f"… {last}", wide, 10), "hint", size=10)
        return
    pen.words(left, frame.y.start + 11, first, "hint", size=10)
    pen.words(left + wide, frame.y.start + 11, last if last != first else "", "hint", "end", size=10)


def _hits(
    pen: Pen, chart: Chart, frame: axes.Frame, rows: list[dict[str, Any]], name: str, language: Language, step: int
) -> None:
    kind = grain(frame.days)
    for at in range(0, len(rows), step):
        row, (left, right) = rows[at], frame.span(at)
        value = look.exact(row["value"], chart.unit, chart.currency, language)
        says = f"{name} · {period_name(frame.days[at], kind, language)} · {value}"
        day: date = frame.days[at]
        pen.hit(left, frame.y.end, right - left, frame.y.start - frame.y.end, says, day.isoformat())


def says(chart: Chart, language: Language) -> str:
    ends = []
    for name, rows in panels(chart).items():
        known = [row["value"] for row in rows if row["value"] is not None]
        if known:
            ends.append((known[-1], name))
    if not ends:
        return look.EMPTY.get(language)
    (high, best), (low, worst) = max(ends), min(ends)
    return SAYS.get(language).format(
        best=best, high=look.written(chart, high, language), worst=worst, low=look.written(chart, low, language)
    )


def _example() -> dict[str, list[Any]]:
    parts = {
        Text(de="Nord", en="North"): [41, 40, 42, 41, 38, 36, 35, 34],
        Text(de="Süd", en="South"): [39, 40, 41, 40, 41, 42, 41, 42],
        Text(de="Ost", en="East"): [36, 37, 36, 38, 37, 38, 39, 38],
        Text(de="West", en="West"): [43, 42, 43, 44, 43, 44, 43, 44],
    }
    return {
        "panel": [name for name in parts for _ in range(8)],
        "day": [f"2026-{month:02}-01" for _ in parts for month in range(1, 9)],
        "value": [value / 100 for values in parts.values() for value in values],
    }


KIND = Kind(
    title=Text(de="Kleine Bilder", en="Small multiples"),
    columns=("panel", "day", "value"),
    draws=draws,
    says=says,
    heads={"panel": Text(de="Teilgruppe", en="Segment"), "comparison": Text(de="Vergleich", en="comparison")},
    example=Chart(
        "multiples", _example(), "ratio", Text(de="Nur im Norden fällt die Wiederkaufrate", en="Only the north falls")
    ),
)
