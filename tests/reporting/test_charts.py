"""Every kind of chart is drawn in both languages, and what cannot be drawn is said."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from tests.reporting.charts.reading import outside, overlaps, texts

from leitstand.analysis.contract import Evidence, EvidenceKind
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.reporting.charts import inline, render
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.evidence import chart_of
from leitstand.reporting.charts.kinds.waterfall import base_of, stacked
from leitstand.reporting.charts.registry import kinds
from leitstand.reporting.charts.sparkline import sparkline

KINDS = sorted(kinds())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_drawn(kind: str, language: Language) -> None:
    chart = kinds()[kind].example
    drawn = render.svg(chart, language)
    assert drawn.startswith("<svg") and chart.title.get(language) in drawn


def test_numbers_stand_as_the_language_writes_them() -> None:
    waterfall = kinds()["waterfall"].example
    assert "−41.000\xa0€" in render.svg(waterfall, "de") and "−€41,000" in render.svg(waterfall, "en")
    bars = kinds()["bars"].example
    assert "31,0\u202f%" in render.svg(bars, "de") and "31.0%" in render.svg(bars, "en")


def test_the_steps_of_a_waterfall_lead_from_one_total_to_the_other() -> None:
    steps = stacked(kinds()["waterfall"].example)
    assert [(step.start, step.end) for step in steps] == [
        (0, 610_000), (610_000, 634_000), (634_000, 593_000), (593_000, 602_000), (0, 602_000),
    ]  # fmt: skip


def test_pictures_are_written_by_the_ending(tmp_path: Path) -> None:
    chart = kinds()["bars"].example
    for name, start in (("a.png", b"\x89PNG"), ("a.svg", b"<svg"), ("a.json", b"{")):
        render.save(chart, tmp_path / name, "de")
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(UnusableInput, match=r"does not end in"):
        render.save(chart, tmp_path / "a.doc", "de")
    with pytest.raises(UnusableInput, match="cannot be written"):
        render.save(chart, tmp_path / "nowhere" / "a.json", "de")


def test_columns_that_lack_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="equally long columns label, value"):
        render.svg(Chart("bars", {"label": ["a"]}, "count", Text(de="x", en="x")), "en")


def test_every_kind_of_evidence_but_the_table_has_a_chart() -> None:
    assert set(get_args(EvidenceKind)) <= {*KINDS, "table"}
    evidence = Evidence("bars", {"label": ["a"], "value": [1.0]}, "count", Text(de="Zahl", en="Number"))
    chart = chart_of(evidence, Text(de="Satz", en="Sentence"))
    assert chart is not None and chart.title.en == "Sentence" and chart.subtitle == evidence.title
    assert chart_of(Evidence("table", {"a": [1]}, "count", evidence.title)) is None
    assert chart_of(Evidence("bars", {"label": [], "value": []}, "count", evidence.title)) is None


def test_words_are_drawn_in_one_language() -> None:
    words = [Text(de="spät", en="late"), {"de": "pünktlich", "en": "on time"}, "Ü"]
    chart = Chart("bars", {"label": words, "value": [1.0, 2.0, 3.0]}, "count", Text(de="x", en="x"))
    german, english = render.svg(chart, "de"), render.svg(chart, "en")
    assert "spät" in german and "pünktlich" in german and ">late<" in english and "on time" in english
    assert ">late<" not in german and "spät" not in english


def test_long_sentences_and_names_are_broken_between_words_and_pictures_are_equally_wide() -> None:
    sentence = (
        "Die größten Rechnungskunden zahlen seit November später, im Mittel um achtzehn Tage, und das bindet Geld."
    )
    name = "Kampagne für Büroleitungen mit einem sehr langen Namen"
    chart = Chart("bars", {"label": [name, "B"], "value": [1.0, 2.0]}, "count", Text(de=sentence, en=sentence))
    drawn = [text for text, _ in texts(render.svg(chart, "de"))]
    assert " ".join(drawn[:2]) == sentence and " ".join(drawn[2:4]) == name and drawn[5] == "B"
    narrow = [text for text, _ in texts(inline.drawing(chart, "de", 270))]
    assert narrow[:2] == ["Kampagne für Büroleitungen mit einem sehr", "langen Namen"]
    widths = {render.svg(kinds()[kind].example, "de").split('width="')[1].split('"')[0] for kind in KINDS}
    assert len(widths) == 1


def test_changes_are_signed_and_coloured_by_what_is_good() -> None:
    columns: dict[str, Any] = {"label": ["A", "B"], "value": [0.02, -0.01]}
    for direction, roles in (("up", ["good", "bad"]), ("down", ["bad", "good"]), ("context", ["plan", "plan"])):
        chart = Chart("bars", columns, "ratio", Text(de="x", en="x"), direction=direction, changes=True)  # type: ignore[arg-type]
        drawn = inline.drawing(chart, "de", 560)
        assert [text for text, _ in texts(drawn)] == ["A", "+2,0\xa0PP", "B", "−1,0\xa0PP"]
        assert re.findall(r'<rect class="f-([a-z]+)"', drawn) == roles


def test_small_steps_beside_large_totals_are_drawn_near_and_the_totals_cut() -> None:
    columns: dict[str, Any] = {
        "label": ["before", "A", "after"],
        "value": [1000.0, 10.0, 1010.0],
        "total": [True, False, True],
    }
    chart = Chart("waterfall", columns, "count", Text(de="x", en="x"))
    near, torn = inline.drawing(chart, "en", 560), 'class="s-card" d="M'
    assert base_of(stacked(chart)) == pytest.approx(997.5) and near.count(torn) == 2
    assert base_of(stacked(kinds()["waterfall"].example)) > 0
    far: dict[str, Any] = {**columns, "value": [1000.0, -600.0, 400.0]}
    distant = Chart("waterfall", far, "count", Text(de="x", en="x"))
    assert base_of(stacked(distant)) == 0 and torn not in inline.drawing(distant, "en", 560)


def test_millions_on_an_axis_stand_as_the_language_writes_them() -> None:
    days = ["2026-01-01", "2026-02-01", "2026-03-01"]
    chart = Chart("series", {"day": days, "value": [-1.2e6, 0.0, 2.4e6]}, "currency", Text(de="x", en="x"), None, "EUR")
    german, english = render.svg(chart, "de"), render.svg(chart, "en")
    assert "−1\xa0Mio.\xa0€" in german and "2\xa0Mio.\xa0€" in german and "−€1M" in english and "€2M" in english


def test_names_at_the_ends_of_lines_do_not_cover_each_other() -> None:
    days = ["2026-01-01", "2026-02-01"]
    columns: dict[str, Any] = {
        "day": days,
        "value": [5.0, 10.0],
        "expected": [5.0, 10.1],
        "limit": [0.0, 0.0],
        "forecast": [None, 0.1],
    }
    chart = Chart("series", columns, "score", Text(de="x", en="x"))
    for width in (*inline.WIDTHS, 720):
        drawn = inline.drawing(chart, "en", width)
        assert overlaps(drawn) == [] and outside(drawn) == []
        places = sorted(box[1] for text, box in texts(drawn) if text in ("actual", "expected", "limit", "forecast"))
        assert len(places) == 4 and all(after - before >= 28 for before, after in pairwise(places))


def test_names_of_points_do_not_cover_each_other_and_stay_inside() -> None:
    columns: dict[str, Any] = {"label": ["Beratung", "Website", "Preis-Leistung", "X"], "x": [80.0, 80.4, 81.0, 70.0],
               "y": [11.0, 10.7, 10.1, 38.0]}  # fmt: skip
    chart = Chart("points", columns, "score", Text(de="x", en="x"))
    for width in inline.WIDTHS:
        drawn = inline.drawing(chart, "de", width)
        assert overlaps(drawn) == [] and outside(drawn) == []
        assert set(columns["label"]) <= {text for text, _ in texts(drawn)}


def test_text_of_others_stays_text() -> None:
    chart = Chart("bars", {"label": ["<script>alert(1)</script>"], "value": [1.0]}, "count", Text(de="x", en="x"))
    assert "<script>" not in render.svg(chart, "en")


def test_a_sparkline_leaves_gaps_open() -> None:
    drawn = sparkline([1.0, 2.0, None, 3.0, 1.0])
    assert drawn.count("<path") == 2 and sparkline([None]) == ""
