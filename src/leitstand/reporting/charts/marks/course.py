"""Lines over days: solid for what was, dashed for what is to come, named at their ends, with ranges and events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from string import ascii_uppercase

from leitstand.foundation.numbers import format_day
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.marks import letters
from leitstand.reporting.charts.marks.axes import GAP, Frame
from leitstand.reporting.charts.marks.pen import LINE, Pen, Point, widest
from leitstand.reporting.charts.marks.placing import Box, apart, free_place, touches
from leitstand.reporting.charts.marks.scales import grain, period_name

MOST_HITS = 48
NOTE_STRIP, MOST_NOTES = 22, 6


@dataclass(frozen=True, slots=True)
class Style:
    """How one column is drawn. role: of the line; words: role of its name."""

    name: Text
    role: str
    words: str
    wide: float = 2
    dash: str = ""


STYLES: Mapping[str, Style] = {
    "comparison": Style(Text(de="Vergleich", en="comparison"), "grey", "second", 1.5),
    "expected": Style(Text(de="erwartet", en="expected"), "grey", "second", 1.5, "1 3"),
    "target": Style(Text(de="Ziel", en="target"), "plan", "plan", 1.5, "2 3"),
    "limit": Style(Text(de="Grenze", en="limit"), "bad", "bad", 1.2, "2 3"),
    "plan": Style(Text(de="Plan", en="plan"), "plan", "plan", 2),
    "forecast": Style(Text(de="Prognose", en="forecast"), "actual", "ink", 2, "5 4"),
    "value": Style(Text(de="tatsächlich", en="actual"), "actual", "ink", 2.2),
}
"""Column → style, in the order in which they are drawn, the most important last."""

PAST = {"forecast": "value", "expected": "value"}
"""Line of what is to come → line of what was."""

BANDS = (("low95", "high95", "softer"), ("p10", "p90", "soft"), ("low", "high", "soft"))


def name_of(chart: Chart, column: str, styles: Mapping[str, Style] = STYLES) -> Text:
    """What a line is called in this chart."""
    return chart.names.get(column) or styles[column].name


def reach(chart: Chart, styles: Mapping[str, Style] = STYLES) -> list[float]:
    """All numbers that must be seen."""
    names = [*styles, *(name for low, high, _ in BANDS for name in (low, high))]
    return [one for name in names for one in chart.columns.get(name, ()) if one is not None]


def bands(pen: Pen, chart: Chart, frame: Frame) -> None:
    """Soft areas between the two bounds of each range."""
    for low, high, role in BANDS:
        if not (chart.known(low) and chart.known(high)):
            continue
        lows, highs = chart.columns[low], chart.columns[high]
        for run in _runs([None if a is None or b is None else a for a, b in zip(lows, highs, strict=True)]):
            above = [(frame.at(place), frame.y(highs[place])) for place in run]
            below = [(frame.at(place), frame.y(lows[place])) for place in reversed(run)]
            pen.area([*above, *below], role)


def lines(pen: Pen, chart: Chart, frame: Frame, styles: Mapping[str, Style] = STYLES) -> list[Point]:
    """Draws the lines, gaps left open; answers points along them, for labels to keep clear of."""
    covered: list[Point] = []
    for name, style in styles.items():
        if not chart.known(name):
            continue
        values = _joined(chart, name)
        for run in _runs(values):
            points = [(frame.at(place), frame.y(one)) for place in run if (one := values[place]) is not None]
            if len(points) == 1:
                pen.dot(*points[0], 3, style.role)
            pen.line(_bends(points), style.role, style.wide, style.dash)
            covered += _along(points)
    return covered


def labels(
    chart: Chart, language: Language, styles: Mapping[str, Style] = STYLES
) -> dict[str, tuple[int, tuple[str, str]]]:
    """Line → row of its last value, and its name and that value in words."""
    found = {}
    for name in styles:
        if chart.known(name):
            values = chart.columns[name]
            last = max(place for place, one in enumerate(values) if one is not None)
            words = name_of(chart, name, styles).get(language), look.written(chart, values[last], language)
            found[name] = (last, words)
    return found


def margin(chart: Chart, language: Language, width: float, styles: Mapping[str, Style] = STYLES) -> float:
    """Pixels that the names of the lines take at the right."""
    last = len(chart.columns["day"]) - 1
    ends = [words for place, words in labels(chart, language, styles).values() if place == last]
    return min(widest((one for words in ends for one in words), bold=True) + GAP + 2, 0.42 * width) if ends else GAP


def name_ends(
    pen: Pen, chart: Chart, frame: Frame, language: Language, covered: Sequence[Point],
    styles: Mapping[str, Style] = STYLES,
) -> None:  # fmt: skip
    """Names and last values: right of lines that reach the last day, moved apart; beside the end of the others."""
    found = labels(chart, language, styles)
    last = len(frame.days) - 1
    beside = sorted((name for name in found if found[name][0] == last),
                    key=lambda name: -chart.columns[name][last])  # fmt: skip
    wished = [frame.y(chart.columns[name][last]) for name in beside]
    taken: list[Box] = []
    for name, y in zip(beside, apart(wished, 2 * LINE + 1, LINE, frame.y.start - LINE / 2), strict=True):
        _label(pen, frame.x.end + GAP, y, found[name][1], styles[name].words)
        pen.dot(frame.x.end, frame.y(chart.columns[name][last]), 2.6, styles[name].role)
    for name in found.keys() - set(beside):
        row, words = found[name]
        x, y = frame.at(row), frame.y(chart.columns[name][row])
        wide = widest(words, bold=True)
        box = free_place(x, y, wide, 2 * LINE, (frame.x.start, frame.y.end, frame.x.end, frame.y.start), covered, taken)
        taken.append(box)
        pen.dot(x, y, 3, styles[name].role)
        _label(pen, box[0], (box[1] + box[3]) / 2, words, styles[name].words)


def _label(pen: Pen, x: float, y: float, words: tuple[str, str], role: str) -> None:
    room = pen.width - x
    pen.words(x, y - LINE / 2, letters.cut(words[0], room), role, halo=True)
    pen.words(x, y + LINE / 2, letters.cut(words[1], room, bold=True), role, bold=True, halo=True)


def notes_strip(chart: Chart, width: float) -> float:
    """Pixels above the frame that events take."""
    return NOTE_STRIP if chart.notes and width else 0


def notes(pen: Pen, chart: Chart, frame: Frame, language: Language, y: float) -> float:
    """Events as fine lines, told above where there is room, else by letters and a list from y on; where that ends."""
    if not frame.days:
        return y
    shown = [(date.fromisoformat(note.day), note.text.get(language)) for note in chart.notes]
    shown = sorted(one for one in shown if frame.x.low <= one[0].toordinal() <= frame.x.high)[-MOST_NOTES:]
    top = frame.y.end - NOTE_STRIP / 2 - 2
    boxes = [_note_box(frame, pen.width, frame.x(day.toordinal()), text, top) for day, text in shown]
    direct = all(boxes) and not any(
        touches(one, other) for place, one in enumerate(boxes) for other in boxes[:place] if one and other
    )
    for place, (day, text) in enumerate(shown):
        x, box = frame.x(day.toordinal()), boxes[place]
        pen.rule(x, top + 7, x, frame.y.start, "grey", 1, "1 2")
        if direct and box:
            pen.words(box[0], top, text, "second", size=11)
            continue
        pen.words(x, top, ascii_uppercase[place], "second", "middle", size=11, bold=True)
        said = f"{ascii_uppercase[place]} {format_day(day, language)} {text}"
        for line in letters.wrapped(said, pen.width - GAP, 2, 11):
            y += LINE
            pen.words(0, y, line, "second", size=11)
    return y if direct or not shown else y + GAP


def _note_box(frame: Frame, width: float, x: float, text: str, y: float) -> Box | None:
    """Where the text of an event may stand: its begin at its line, or its end; None where it would be too wide."""
    wide = letters.width(text, 11)
    if wide > 0.4 * width:
        return None
    left = x - 2 if x - 2 + wide <= width else x + 2 - wide
    return (left - 4, y - 7, left + wide + 4, y + 7) if left >= 4 else None


def hits(pen: Pen, chart: Chart, frame: Frame, language: Language, names: Mapping[str, Text]) -> None:
    """Places to point at, each telling the exact values of its day. names: columns that are told."""
    if not frame.days:
        return
    step = -(-len(frame.days) // MOST_HITS)
    known, kind = [name for name in names if chart.known(name)], grain(frame.days)
    events = [(date.fromisoformat(note.day), note.text.get(language)) for note in chart.notes]
    for place in range(0, len(frame.days), step):
        day = frame.days[place]
        told = [
            f"{names[name].get(language)} {look.exact(value, chart.unit, chart.currency, language)}"
            for name in known
            if (value := chart.columns[name][place]) is not None
        ]
        until = frame.days[place + step] if place + step < len(frame.days) else date.max
        told += [text for when, text in events if day <= when < until]
        left, right = frame.span(place)
        says = " · ".join([period_name(day, kind, language), *told])
        pen.hit(left, frame.y.end, right - left, frame.y.start - frame.y.end, says, day.isoformat())


def _runs(values: Sequence[float | None]) -> Iterator[list[int]]:
    """Rows of known values without a gap."""
    for known, group in groupby(range(len(values)), key=lambda place: values[place] is not None):
        if known:
            yield list(group)


def _joined(chart: Chart, name: str) -> Sequence[float | None]:
    """A line; one that begins right after what was begins at its last value, so that no gap is seen between them."""
    values, past = chart.columns[name], chart.columns.get(PAST.get(name, ""), ())
    first = next(place for place, one in enumerate(values) if one is not None)
    if 0 < first <= len(past) and past[first - 1] is not None and not any(one is not None for one in past[first:]):
        return [*values[: first - 1], past[first - 1], *values[first:]]
    return values


def _bends(points: Sequence[Point]) -> list[Point]:
    """The points without those in the middle of a level stretch."""
    inner = zip(points, points[1:], points[2:], strict=False)
    return [
        *points[:1],
        *(one for before, one, after in inner if not before[1] == one[1] == after[1]),
        *points[1:][-1:],
    ]


def _along(points: Sequence[Point], step: float = 6) -> Iterator[Point]:
    for (x1, y1), (x2, y2) in pairwise(points):
        count = max(int(max(abs(x2 - x1), abs(y2 - y1)) / step), 1)
        for place in range(count + 1):
            yield x1 + (x2 - x1) * place / count, y1 + (y2 - y1) * place / count
    if len(points) == 1:
        yield points[0]
