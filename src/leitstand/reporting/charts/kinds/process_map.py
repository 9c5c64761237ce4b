"""The ways that cases take through a process: how many go where, how long they wait before each step, where it jams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leitstand.foundation.numbers import format_number
from leitstand.foundation.text import Language, Text
from leitstand.reporting.charts import look
from leitstand.reporting.charts.contract import Chart, Drawing, Kind
from leitstand.reporting.charts.marks import letters
from leitstand.reporting.charts.marks.pen import SMALL, Pen
from leitstand.reporting.charts.marks.placing import Box, touches

BOX, BETWEEN, WIDEST_ARC = 44, 40, 9
WAITING = Text(de="{time} Warten", en="{time} waiting")
JAM = Text(de="Engpass", en="bottleneck")
CASES = Text(de="Vorgänge", en="Cases")
SHARE = Text(de="{share} Wartezeit je Vorgang", en="{share} waiting per case")
SAYS = Text(
    de="Am meisten gewartet wird vor „{label}“: {time} je Vorgang. Häufigster Weg: {way} ({n}).",
    en="Most waiting is before '{label}': {time} per case. Commonest way: {way} ({n}).",
)


@dataclass(slots=True)
class Step:
    """A step, how many cases come to it, and all the time they wait before it."""

    label: str
    cases: float = 0.0
    waited: float = 0.0

    @property
    def mean(self) -> float | None:
        return self.waited / self.cases if self.cases else None


def steps_of(chart: Chart) -> list[Step]:
    """In the order in which they appear."""
    found: dict[str, Step] = {}
    for row in chart.rows():
        found.setdefault(str(row["source"]), Step(str(row["source"])))
        step = found.setdefault(str(row["target"]), Step(str(row["target"])))
        if row["waiting"] is not None and row["n"]:
            step.cases += row["n"]
            step.waited += row["n"] * row["waiting"]
    return list(found.values())


def bottleneck(steps: list[Step]) -> int | None:
    """The step before which most time is lost."""
    most = max(range(len(steps)), key=lambda place: steps[place].waited, default=None)
    return most if most is not None and steps[most].waited > 0 else None


def draws(chart: Chart, language: Language, width: float) -> Drawing:
    pen, steps = Pen(width), steps_of(chart)
    jam = bottleneck(steps)
    bars = width >= 600
    map_wide = 0.62 * width if bars else width
    box = min(0.46 * map_wide, 190)
    left = (map_wide - box) / 2
    places = {step.label: place for place, step in enumerate(steps)}
    edges = sorted((row for row in chart.rows() if row["n"]), key=lambda row: row["n"])
    taken = [(left, _top(place), left + box, _top(place) + BOX) for place in range(len(steps))]
    words = _edges(pen, edges, places, left, box, language, taken)
    longest = max((step.mean or 0.0 for step in steps), default=0.0) or 1.0
    for place, step in enumerate(steps):
        y, mine = _top(place), place == jam
        pen.frame(left, y, box, BOX, "bad" if mine else "grey", fill="bad-soft" if mine else "card")
        role, time = "bad" if mine else "second", look.written(chart, step.mean, language)
        texts = [letters.cut(step.label, box - 12, bold=True)]
        if time and not bars:
            texts.append(f"{JAM.get(language)}: {time}" if mine else WAITING.get(language).format(time=time))
        pen.words(left + box / 2, y + (14 if len(texts) > 1 else BOX / 2), texts[0], "ink", "middle", bold=True)
        for text in texts[1:]:
            pen.words(left + box / 2, y + 31, letters.cut(text, box - 8, SMALL), role, "middle", size=SMALL)
        if bars and step.mean is not None:
            start, reach = map_wide + 10, max((width - map_wide - 24) * 0.55 * step.mean / longest, 1)
            pen.rect(start, y + 13, reach, BOX - 26, "bad" if mine else "light")
            told = [WAITING.get(language).format(time=time), *([JAM.get(language)] if mine else [])]
            lines = [letters.cut(text, width - start - reach - 8, bold=mine) for text in told]
            pen.lines(start + reach + 8, y + BOX / 2, lines, "bad" if mine else "ink", bold=mine)
        pen.hit(left, y, box, BOX, " · ".join(one for one in (step.label, _exact(chart, step, language)) if one))
    for x, y, text in words:
        pen.words(x, y, text, "second", "middle", size=SMALL, halo=True)
    return pen.drawing(_top(len(steps)) - BETWEEN + 2)


def _top(place: int) -> float:
    return 1.0 + place * (BOX + BETWEEN)


def _edges(
    pen: Pen, edges: list[dict[str, Any]], places: dict[str, int], left: float, box: float, language: Language,
    taken: list[Box],
) -> list[tuple[float, float, str]]:  # fmt: skip
    """Draws the ways, the thicker the more go there; answers where their numbers stand, the commonest first."""
    most = max((row["n"] for row in edges), default=1)
    words = []
    for row in edges:
        start, end = places[str(row["source"])], places[str(row["target"])]
        thick = max(WIDEST_ARC * row["n"] / most, 1.0)
        x, y = (_down if end == start + 1 else _around)(pen, start, end, left, box, thick)
        words.append((x, y, row))
    found: list[tuple[float, float, str]] = []
    for x, y, row in reversed(words):
        text = format_number(row["n"], language)
        half = letters.width(text, SMALL) / 2 + 2
        x = min(max(x, half), pen.width - half)
        box_ = (x - half, y - 8, x + half, y + 8)
        way = f"{row['source']} → {row['target']}"
        pen.hit(x - max(half, 12), y - 12, 2 * max(half, 12), 24, f"{way} · {text} {CASES.get(language)}")
        if not any(touches(box_, other) for other in taken):
            taken.append(box_)
            found.append((x, y, text))
    return found


def _down(pen: Pen, start: int, end: int, left: float, box: float, thick: float) -> tuple[float, float]:
    """Straight to the next step."""
    x, y1, y2 = left + box / 2, _top(start) + BOX, _top(end)
    pen.rule(x, y1, x, y2 - 7, "grey", thick)
    half = max(thick, 5)
    pen.area([(x - half, y2 - 8), (x + half, y2 - 8), (x, y2 - 1)], "grey")
    return x + half + 16, (y1 + y2) / 2 - 2


def _around(pen: Pen, start: int, end: int, left: float, box: float, thick: float) -> tuple[float, float]:
    """Past other steps at the right, back at the left."""
    back = end <= start
    edge = left if back else left + box
    away = -1 if back else 1
    far = min((26 + 18 * abs(end - start)) if end != start else 30, left - 12)
    y1, y2 = _top(start) + BOX * (0.3 if back else 0.7), _top(end) + BOX * (0.7 if back else 0.3)
    bend, tip = edge + away * far * 4 / 3, edge + away * 7
    pen.path(f"M{edge:.1f},{y1:.1f}C{bend:.1f},{y1:.1f} {bend:.1f},{y2:.1f} {tip:.1f},{y2:.1f}",
             "watch" if back else "grey", thick, "4 3" if back else "")  # fmt: skip
    half = max(thick, 4.0)
    pen.area([(tip, y2 - half), (tip, y2 + half), (edge + away, y2)], "watch" if back else "grey")
    return edge + away * (far * 0.98), (y1 + y2) / 2


def _exact(chart: Chart, step: Step, language: Language) -> str:
    if step.mean is None:
        return ""
    return SHARE.get(language).format(share=look.exact(step.mean, chart.unit, chart.currency, language))


def says(chart: Chart, language: Language) -> str:
    steps, rows = steps_of(chart), [row for row in chart.rows() if row["n"]]
    jam = bottleneck(steps)
    if jam is None or not rows:
        return look.EMPTY.get(language)
    common = max(rows, key=lambda row: row["n"])
    return SAYS.get(language).format(
        label=steps[jam].label, time=look.written(chart, steps[jam].mean, language),
        way=f"{common['source']} → {common['target']}", n=format_number(common["n"], language),
    )  # fmt: skip


def _example() -> dict[str, list[Any]]:
    enquiry, offer = Text(de="Anfrage", en="Enquiry"), Text(de="Angebot", en="Offer")
    release, order = Text(de="Freigabe", en="Release"), Text(de="Auftrag", en="Order")
    bill = Text(de="Rechnung", en="Invoice")
    ways: list[tuple[Text, Text, int, float]] = [
        (enquiry, offer, 412, 1.4),
        (offer, release, 296, 6.2),
        (release, order, 241, 0.8),
        (order, bill, 318, 2.1),
        (offer, order, 84, 1.2),
        (release, offer, 47, 0.9),
    ]
    return {name: [way[place] for way in ways] for place, name in enumerate(("source", "target", "n", "waiting"))}


KIND = Kind(
    title=Text(de="Ablauf", en="Process map"),
    columns=("source", "target", "n", "waiting"),
    draws=draws,
    says=says,
    heads={
        "source": Text(de="von", en="from"),
        "target": Text(de="nach", en="to"),
        "n": CASES,
        "waiting": Text(de="Warten je Vorgang", en="waiting per case"),
    },
    example=Chart(
        "process_map",
        _example(),
        "days",
        Text(de="Vor der Freigabe liegen Angebote am längsten", en="Offers wait longest for release"),
    ),
)
