"""Every kind of chart is drawn in both languages, and what cannot be drawn is said."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from leitstand.analysis.contract import Evidence, EvidenceKind
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.reporting.charts import render
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.evidence import chart_of
from leitstand.reporting.charts.kinds.waterfall import stacked
from leitstand.reporting.charts.sparkline import sparkline

KINDS = sorted(render.kinds())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_drawn(kind: str, language: Language) -> None:
    chart = render.kinds()[kind].example
    drawn = render.svg(chart, language)
    assert drawn.startswith("<svg") and chart.title.get(language) in drawn


def test_numbers_stand_as_the_language_writes_them() -> None:
    waterfall = render.kinds()["waterfall"].example
    assert "−41.000\xa0€" in render.svg(waterfall, "de") and "−€41,000" in render.svg(waterfall, "en")
    bars = render.kinds()["bars"].example
    assert "31,0\u202f%" in render.svg(bars, "de") and "31.0%" in render.svg(bars, "en")


def test_the_steps_of_a_waterfall_lead_from_one_total_to_the_other() -> None:
    steps = stacked(render.kinds()["waterfall"].example)
    assert [(step["start"], step["end"]) for step in steps] == [
        (0, 610_000), (610_000, 634_000), (634_000, 593_000), (593_000, 602_000), (0, 602_000),
    ]  # fmt: skip


def test_pictures_are_written_by_the_ending(tmp_path: Path) -> None:
    chart = render.kinds()["bars"].example
    for name, start in (("a.png", b"\x89PNG"), ("a.svg", b"<svg"), ("a.json", b"{")):
        render.save(chart, tmp_path / name, "de")
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(UnusableInput, match=r"does not end in"):
        render.save(chart, tmp_path / "a.doc", "de")
    with pytest.raises(UnusableInput, match="cannot be written"):
        render.save(chart, tmp_path / "nowhere" / "a.json", "de")


def test_columns_that_lack_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="equally long columns label, value"):
        render.vega_lite(Chart("bars", {"label": ["a"]}, "count", Text(de="x", en="x")), "en")


def test_every_kind_of_evidence_but_the_table_has_a_chart() -> None:
    assert {*KINDS, "table"} == set(get_args(EvidenceKind))
    evidence = Evidence("bars", {"label": ["a"], "value": [1.0]}, "count", Text(de="Zahl", en="Number"))
    chart = chart_of(evidence, Text(de="Satz", en="Sentence"))
    assert chart is not None and chart.title.en == "Sentence" and chart.subtitle == evidence.title
    assert chart_of(Evidence("table", {"a": [1]}, "count", evidence.title)) is None
    assert chart_of(Evidence("bars", {"label": [], "value": []}, "count", evidence.title)) is None


def test_text_of_others_stays_text() -> None:
    chart = Chart("bars", {"label": ["<script>alert(1)</script>"], "value": [1.0]}, "count", Text(de="x", en="x"))
    assert "<script>" not in render.svg(chart, "en")


def test_a_sparkline_leaves_gaps_open() -> None:
    drawn = sparkline([1.0, 2.0, None, 3.0, 1.0])
    assert drawn.count("<polyline") == 2 and sparkline([None]) == ""
