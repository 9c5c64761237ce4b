"""From one total to the other, step by step; the steps add up."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks import letters
from leitstand.reporting.charts.marks.pen import LINE, Pen, widest
from leitstand.reporting.charts.marks.rows import rows_of
from leitstand.reporting.charts.marks.scales import Scale
from leitstand.reporting.charts.telling import change

SMALL = 0.2
"""Steps that reach less than this share of the totals are drawn on a scale that does not begin at zero; the bars of the
totals are then cut."""
COLUMN, HEIGHT, BAR = 66, 190, 20
SAYS = Text(de="Von {before} ({first}) auf {after} ({last}), {change}. Größter Schritt: {label} {value}.",
            en="From {before} ({first}) to {after} ({last}), {change}. Largest step: {label} {value}.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: from which level to which; total: it stands for itself, from zero."""

    label: str
    start: float
    end: float
    total: bool
    value: float | None


def stacked(chart: Chart) -> list[Step]:
    """Each step with the level it starts from and the one it reaches; totals start from zero."""
    level, steps = 0.0, []
    for row in chart.rows():
        start = 0.0 if row["total"] else level
        level = start + (row["value"] or 0.0)
        steps.append(Step(row["label"], start, level, bool(row["total"]), row["value"]))
    return steps


def base_of(steps: list[Step]) -> float:
    """Where the scale begins: zero, but near the steps where these would be too small to be seen beside the totals."""
    levels = [step.end for step in steps]
    low, high = min(levels), max(levels)
    return low - 0.25 * (high - low) if low > 0 and 0 < high - low < SMALL * high else 0.0


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    steps = stacked(chart)
    words = [look.written(chart, step.value, language, change=not step.total) or "–" for step in steps]
    if width / len(steps) >= max(COLUMN, widest(words, bold=True) + 4):
        return _upright(chart, steps, words, language, width)
    return _lying(chart, steps, words, language, width)


def _reach(steps: list[Step]) -> tuple[float, float]:
    base = base_of(steps)
    levels = [base, *(level for step in steps for level in (step.end, max(step.start, base)))]
    return min(levels), max(levels) if max(levels) > min(levels) else min(levels) + 1


def _upright(chart: Chart, steps: list[Step], words: list[str], language: Language, width: float) -> Drawing:
    pen, (low, high) = Pen(width), _reach(steps)
    wide = min(width / len(steps), 130)
    bar, left = 0.68 * wide, (width - wide * len(steps)) / 2
    scale = Scale(low, high, 20 + HEIGHT, 22)
    names = [letters.wrapped(str(step.label), wide - 8, 3) for step in steps]
    most = max(map(len, names))
    for place, (step, text) in enumerate(zip(steps, words, strict=True)):
        x, start, end = left + wide * place + (wide - bar) / 2, scale(max(step.start, low)), scale(step.end)
        pen.rect(x, min(start, end), bar, max(abs(start - end), 1.5), _role(chart, step))
        if step.total and low > 0:
            _break(pen, x, start - 16, bar)
        pen.words(x + bar / 2, min(start, end) - 10, text, "ink", "middle", bold=True)
        for line, name in enumerate(names[place]):
            pen.words(x + bar / 2, 20 + HEIGHT + 14 + LINE * line, name, "second", "middle")
        if place + 1 < len(steps):
            pen.rule(x + bar, end, x + wide, end, "grey", 1, "2 2")
        pen.hit(x - (wide - bar) / 2, 0, wide, 20 + HEIGHT + LINE * most, _says(chart, step, language))
    if low <= 0:
        pen.rule(left, scale(0), left + wide * len(steps), scale(0), "grey")
    return pen.drawing(20 + HEIGHT + 12 + LINE * most)


def _lying(chart: Chart, steps: list[Step], words: list[str], language: Language, width: float) -> Drawing:
    pen, (low, high), rows = Pen(width), _reach(steps), rows_of([str(step.label) for step in steps], width)
    scale = Scale(low, high, rows.left, rows.right - widest(words, bold=True) - 8)
    middles = []
    for step, text in zip(steps, words, strict=True):
        y, start, end = rows.name(pen, bold=step.total), scale(max(step.start, low)), scale(step.end)
        middles.append(y)
        pen.rect(min(start, end), y - BAR / 2, max(abs(start - end), 1.5), BAR, _role(chart, step))
        if step.total and low > 0:
            for shift in (12, 17):
                pen.rule(start + shift, y + BAR / 2 + 1, start + shift + 5, y - BAR / 2 - 1, "card", 2.5)
        pen.words(max(start, end) + 6, y, text, bold=True)
        rows.hit(pen, _says(chart, step, language))
    for (step, y), (_, other) in pairwise(zip(steps, middles, strict=True)):
        if not rows.above:
            pen.rule(scale(step.end), y + BAR / 2, scale(step.end), other - BAR / 2, "grey", 1, "2 2")
    return pen.drawing(rows.end)


def _role(chart: Chart, step: Step) -> str:
    return "actual" if step.total else look.tone(chart, step.value or 0.0)


def _break(pen: Pen, x: float, y: float, wide: float) -> None:
    """A torn edge: the bar does not begin at zero."""
    teeth = 6
    points = [(x - 1 + (wide + 2) * place / teeth, y + (3 if place % 2 else -3)) for place in range(teeth + 1)]
    pen.line(points, "card", 3)


def _says(chart: Chart, step: Step, language: Language) -> str:
    value = look.exact(step.value, chart.unit, chart.currency, language, signed=not step.total)
    return f"{step.label} · {value}"


def says(chart: Chart, language: Language) -> str:
    steps = stacked(chart)
    moves = [step for step in steps if not step.total and step.value]
    largest: Any = max(moves, key=lambda step: abs(step.value or 0.0), default=steps[-1])
    return SAYS.get(language).format(
        before=look.written(chart, steps[0].end, language), first=steps[0].label,
        after=look.written(chart, steps[-1].end, language), last=steps[-1].label,
        change=change(chart, steps[0].end, steps[-1].end, language), label=largest.label,
        value=look.written(chart, largest.value, language, change=not largest.total),
    )  # fmt: skip


KIND = Kind(
    title=Text(de="Wasserfall", en="Waterfall"),
    columns=("label", "value", "total"),
    draws=draws,
    says=says,
    hidden=frozenset({"total"}),
    example=Chart(
        "waterfall",
        {
            "label": [
                "Q3 2025",
                Text(de="Kunden", en="Customers"),
                Text(de="Häufigkeit", en="Frequency"),
                Text(de="Bestellwert", en="Order value"),
                "Q3 2026",
            ],
            "value": [610_000.0, 24_000.0, -41_000.0, 9_000.0, 602_000.0],
            "total": [True, False, False, False, True],
        },
        "currency",
        Text(de="Woraus sich die Veränderung zusammensetzt", en="What the change is made up of"),
        currency="EUR",
    ),
)
