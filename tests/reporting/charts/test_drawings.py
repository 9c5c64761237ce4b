"""Every kind of chart in every language and width keeps what pages, readers and people rely on."""

from __future__ import annotations

import csv as reading
import io
import re
import time
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tests.reporting.charts.reading import classes, outside, overlaps, parsed, texts

from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.reporting.charts import inline, look, render, words
from leitstand.reporting.charts.contract import Chart, Note
from leitstand.reporting.charts.registry import kinds
from leitstand.reporting.charts.sparkline import sparkline

KINDS = sorted(kinds())
CSS = Path(inline.__file__).parents[2] / "web" / "static" / "web" / "charts.css"
ALL = pytest.mark.parametrize(("kind", "language"), list(product(KINDS, LANGUAGES)))


def example(kind: str) -> Chart:
    return kinds()[kind].example


def changed(kind: str, change: Any) -> Chart:
    """The example with other numbers."""
    chart = example(kind)
    columns = {
        name: [change(one) if isinstance(one, int | float) and not isinstance(one, bool) else one for one in values]
        for name, values in chart.columns.items()
        if name not in ("level", "age")
    }
    return replace(chart, columns={**chart.columns, **columns})


@ALL
@pytest.mark.parametrize("width", [*inline.WIDTHS, 320, 720, 1100])
def test_a_drawing_is_clean_readable_and_light(kind: str, language: Language, width: int) -> None:
    drawn = inline.drawing(example(kind), language, width)
    root = parsed(drawn)
    assert root.get("role") == "img" and root.get("aria-label") == example(kind).title.get(language)
    assert root.get("viewBox", "").split()[2] == str(width)
    assert not re.search(r"#[0-9a-fA-F]{3}|rgb|style=|<script| id=| on\w+=", drawn)
    assert overlaps(drawn) == [] and outside(drawn) == []
    assert len(drawn.encode()) <= 12_000
    assert [one.get("data-says") for one in root.iter() if one.get("data-says")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_takes_no_more_than_three_milliseconds(kind: str) -> None:
    inline.drawing(example(kind), "de", 820)
    spent = []
    for _ in range(7):
        begin = time.process_time()
        inline.drawing(example(kind), "de", 820)
        spent.append(time.process_time() - begin)
    assert min(spent) <= 0.003


@ALL
def test_nothing_one_value_and_nothing_known(kind: str, language: Language) -> None:
    chart = example(kind)
    nothing = replace(chart, columns={name: [] for name in chart.columns}, notes=())
    one = replace(chart, columns={name: list(values)[:1] for name, values in chart.columns.items()})
    unknown = changed(kind, lambda value: None)
    for width in (270, 820):
        for empty in (nothing, unknown):
            assert any(look.EMPTY.get(language)[:20] in text or "Für" in text or "There" in text
                       for text, _ in texts(inline.drawing(empty, language, width)))  # fmt: skip
        assert overlaps(inline.drawing(one, language, width)) == []
    assert words.summary(nothing, language) == look.EMPTY.get(language) == words.summary(unknown, language)
    assert words.table(nothing, language)[1] == [] and len(words.table(one, language)[1]) == 1
    assert words.summary(one, language) and render.svg(nothing, language)


@ALL
def test_gaps_large_negative_and_broken_numbers(kind: str, language: Language) -> None:
    for change in (
        lambda value: value * 1e9,
        lambda value: -value,
        lambda value: 0 * value,
        lambda value: float("nan"),
    ):
        for width in (270, 820):
            drawn = inline.drawing(changed(kind, change), language, width)
            assert (
                "nan" not in re.sub(r'aria-label="[^"]*"|data-says="[^"]*"|>[^<]*<', "", drawn)
                and parsed(drawn) is not None
            )
        assert words.summary(changed(kind, change), language)
    for name, values in example(kind).columns.items():
        if any(isinstance(one, float) for one in values):
            holed = {**example(kind).columns, name: [None, *list(values)[1:]]}
            assert parsed(inline.drawing(replace(example(kind), columns=holed), language, 560)) is not None


@ALL
def test_table_and_file_say_all_that_is_known(kind: str, language: Language) -> None:
    chart = example(kind)
    head, rows = words.table(chart, language)
    assert len(rows) == len(chart.rows()) and all(len(row) == len(head) for row in rows)
    assert len(set(head)) == len(head) and all(one and one[0] == one[0].upper() for one in head)
    content = words.csv(chart, language)
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(reading.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";" if language == "de" else ","))
    assert read[0] == head and len(read) == len(rows) + 1
    if language == "de":
        assert head != words.table(chart, "en")[0]


@ALL
def test_the_summary_is_a_sentence_or_two(kind: str, language: Language) -> None:
    said = words.summary(example(kind), language)
    assert said.endswith(".") and len(said) > 20 and "{" not in said and "None" not in said
    assert said != words.summary(example(kind), "en" if language == "de" else "de")


@pytest.mark.parametrize("kind", KINDS)
def test_parts_add_up_to_their_whole(kind: str) -> None:
    for parts, whole in kinds()[kind].parts.items():
        for row in example(kind).rows():
            assert sum(row[name] for name in parts) == row[whole]


def test_the_steps_in_the_table_of_a_waterfall_add_up() -> None:
    _, rows = words.table(example("waterfall"), "en")
    amounts = [float(re.sub("[€,]", "", row[1]).replace("−", "-")) for row in rows]
    assert sum(amounts[:-1]) == pytest.approx(amounts[-1]) and len(amounts) == 5


def test_every_class_has_a_colour_in_both_themes_and_paper_shows_the_light_one() -> None:
    css = CSS.read_text()
    colors = dict(re.findall(r"--c-([\w-]+): light-dark\((#\w{6})", css))
    assert colors == dict(look.ROLES)
    used = set().union(*(classes(inline.drawing(example(kind), "de", width)) for kind in KINDS for width in (270, 820)))
    used |= classes(sparkline([1.0, 2.0], ahead=[3.0], corridor=(1, 2)))
    for name in used - {"plot", "sparkline", "hit", *inline.NAMES.values()}:
        assert f".plot .{name} {{" in css, name


def test_the_script_is_small_and_asks_nobody() -> None:
    script = CSS.with_suffix(".js").read_text()
    assert len(script.encode()) <= 5_000
    assert not re.search(r"https?:|fetch|innerHTML|eval|XMLHttpRequest|import", script)


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
def test_words_and_marks_stand_out_from_their_ground(theme: int) -> None:
    found = re.findall(r"--c-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS.read_text())
    color = {name: pair[theme] for name, *pair in found}
    for text in ("ink", "second", "hint", "good", "bad", "watch", "plan", "process"):
        assert contrast(color[text], color["card"]) >= 4.5, text
    for ground in ("soft", "softer", "quiet", "faint", "bad-soft", "heat0", "heat1", "heat2", "heat3"):
        assert contrast(color["ink"], color[ground]) >= 4.5, ground
    for ground in ("softer", "quiet", "faint", "bad-soft"):
        assert contrast(color["second"], color[ground]) >= 4.5, ground
    for ground in ("plan", "good", "bad", "watch", "heat4", "heat5", "heat6"):
        assert contrast(color["on-heat"], color[ground]) >= 4.5, ground
    assert contrast(color["bad"], color["bad-soft"]) >= 4.5
    for mark in ("actual", "plan", "grey", "good", "bad", "watch", "process"):
        assert contrast(color[mark], color["card"]) >= 3, mark


def test_notes_stand_on_the_axis_in_the_table_and_are_told_when_pointed_at() -> None:
    chart = example("series")
    for width in (270, 820):
        drawn = inline.drawing(chart, "de", width)
        assert any("Wechsel zu Paketdienst B" in text for text, _ in texts(drawn))
        assert re.search(r'data-says="Juni 2026 [^"]*Wechsel zu Paketdienst B" data-day="2026-06-01"', drawn)
    head, rows = words.table(chart, "de")
    assert head[-1] == "Ereignisse" and rows[5][-1] == "Wechsel zu Paketdienst B" and rows[4][-1] == ""
    many = tuple(Note(f"2026-0{month}-03", Text(de=f"Ereignis {month}", en="x")) for month in range(1, 8))
    for width in inline.WIDTHS:
        drawn = inline.drawing(replace(chart, notes=many), "de", width)
        told = [text[-1] for text, _ in texts(drawn) if "Ereignis" in text]
        assert overlaps(drawn) == [] and told == ["2", "3", "4", "5", "6", "7"]  # the latest


def test_what_is_to_come_begins_where_the_past_ends() -> None:
    days = [f"2026-0{month}-01" for month in range(1, 6)]
    columns: dict[str, Any] = {
        "day": days,
        "value": [1.0, 2.0, 3.0, None, None],
        "expected": [None, None, None, 4.0, 5.0],
    }
    drawn = inline.drawing(Chart("series", columns, "count", Text(de="x", en="x")), "de", 560)
    ahead, past = (one.split("L") for one in re.findall(r'd="M([^"]*L[^"]*L[^"]*)" fill="none" stroke-w', drawn))
    assert past[-1] == ahead[0] and len(past) == len(ahead) == 3


def test_cohorts_stand_by_age_also_where_the_first_is_not_the_longest() -> None:
    columns: dict[str, Any] = {"day": ["2026-01-01", "2026-01-01", "2026-04-01", "2026-04-01"], "age": [3, 1, 2, 1],
               "value": [0.2, 0.4, 0.3, 0.5], "n": [30] * 4}  # fmt: skip
    drawn = inline.drawing(Chart("cohort", columns, "ratio", Text(de="x", en="x")), "de", 560)
    assert [text for text, _ in texts(drawn)][:6] == ["Monate seit dem Anfang", "1", "2", "3", "Q1 2026", "Q2 2026"]


def test_pages_get_one_drawing_for_each_width() -> None:
    drawn = inline.drawing(example("bars"), "de")
    assert [drawn.count(f'class="plot {name}"') for name in inline.NAMES.values()] == [1] * len(inline.WIDTHS)


def test_a_formula_in_a_name_stays_a_text() -> None:
    chart = Chart("bars", {"label": ["=1+1", "@x"], "value": [1.0, -2.5]}, "count", Text(de="x", en="x"))
    content = words.csv(chart, "de").decode("utf-8-sig").splitlines()
    assert content == ["Bezeichnung;Wert", "'=1+1;1", "'@x;-2,5"]


def test_names_of_others_stay_text_everywhere() -> None:
    evil = '"><script>alert(1)</script>'
    chart = Chart("bars", {"label": [evil], "value": [1.0]}, "count", Text(de=evil, en=evil))
    assert "<script" not in inline.drawing(chart, "de") and "<script" not in render.svg(chart, "de")
    assert parsed(inline.drawing(chart, "de", 560)).get("aria-label") == evil
