"""The charts of what why, process and customers answer show the numbers of the answer."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.reporting.charts import render
from leitstand.reporting.charts.answers import of_change, of_customers, of_process


def part(name: str, amount: float, parts: list[Any] | None = None) -> dict[str, Any]:
    return {"title": {"de": name, "en": name}, "contribution": amount, "parts": parts or []}


def change(**more: Any) -> dict[str, Any]:
    quarter = {"de": "Q3 2026", "en": "Q3 2026"}
    return {
        "metric": "complaint_rate", "title": {"de": "Beschwerden", "en": "Complaints"}, "unit": "per_thousand",
        "currency": None, "period": quarter, "against": {"de": "Q3 2025", "en": "Q3 2025"}, "before": 10.0,
        "after": 13.0, "operator": "sum", "parts": [], "price_volume": None, "bridge": [], "segments": [], **more,
    }  # fmt: skip


def test_the_waterfall_goes_down_to_the_last_parts_and_adds_up() -> None:
    parts = [part("A", 4.0, [part("A1", 5.0), part("A2", -1.0)]), part("B", -1.0), part("C", 0.0)]
    charts = of_change(change(parts=parts, segments=[part("S", 2.0)]))
    assert list(charts) == ["", "segments"]
    drawn = charts[""].said("en").columns
    assert drawn["label"] == ["Q3 2025", "A1", "A2", "B", "Q3 2026"]
    assert drawn["value"] == [10.0, 5.0, -1.0, -1.0, 13.0] and sum(drawn["value"][:-1]) == 13.0
    assert charts[""].direction == "down"  # more complaints are no good news


def test_without_a_tree_the_next_way_to_explain_is_the_answer() -> None:
    assert of_change(change(operator=None)) == {}
    charts = of_change(change(operator=None, segments=[part("S", 2.0)], bridge=[part("new", 3.0)]))
    assert list(charts) == ["", "segments"] and charts[""].kind == "waterfall"


def test_waiting_is_drawn_in_working_days() -> None:
    steps = [{"activity": "answered", "waiting": 250.0}, {"activity": "opened", "waiting": 0.0}]
    chart = of_process({
        "process": "ticket", "steps": steps, "bottleneck": {"activity": "answered", "share": 1.0}, "cases": 1234,
        "since": "2026-01-01", "until": "2026-06-30",
    })  # fmt: skip
    assert chart.columns["value"] == [25.0] and chart.unit == "days"
    assert "1.234" in render.svg(chart, "de") and "30.06.2026" in render.svg(chart, "de")


def test_segments_and_those_who_stay_are_drawn() -> None:
    title = Text(de="Treue", en="Loyal").as_dict()
    found: dict[str, Any] = {
        "customers": 1234, "as_of": "2026-09-30", "currency": "EUR", "retention": {"survival": []},
        "segments": [{"title": title, "customers": 1200, "revenue_last_year": 5000.0}],
    }  # fmt: skip
    charts = of_customers(found)
    assert list(charts) == [""] and "Treue (1.200)" in render.svg(charts[""], "de")
    found["retention"]["survival"] = [{"months": 1, "share": 0.9, "low": 0.8, "high": 0.95}]
    assert of_customers(found)["staying"].said("en").columns["label"] == ["after 1 month"]
