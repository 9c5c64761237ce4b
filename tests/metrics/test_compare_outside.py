"""Published figures and named competitors beside the own number."""

from __future__ import annotations

from typing import Any

import pytest
from tests.metrics.comparing import ask, compared, only, sales

from leitstand.metrics import worked
from leitstand.metrics.compute.definition import fingerprint
from leitstand.metrics.compute.outside import nearest, published
from leitstand.metrics.published import shipped
from leitstand.metrics.registry import metrics


def competitor(number: int, name: str, is_own: bool | None = None) -> dict[str, Any]:
    return {"competitor_id": number, "name": name, "is_own": is_own}


def observation(number: int, value: float | None, day: str | None, period: str = "2023-12") -> dict[str, Any]:
    return {"competitor_id": number, "metric_key": "revenue_net", "period": period, "value": value, "observed_on": day,
            "source_url": f"report {period}", "confidence": "medium"}  # fmt: skip


def test_a_yearly_sum_is_shown_but_not_set_against_a_month() -> None:
    rows = {
        **sales(("2024-03-01", 60), ("2024-03-31", 40)),
        "competitor": [competitor(1, "Alpha")],
        "competitor_observation": [observation(1, 5000, "2024-02-01", "2023")],
    }
    (value,) = compared(worked.facts(rows), ask("month", "2024-03", "2024-04"), "competitor")
    (alpha,) = value.comparisons
    assert (alpha.value, alpha.change, alpha.change_ratio) == (5000, None, None)
    assert alpha.note is not None and "another length" in alpha.note.en


def test_the_newest_observation_of_each_competitor() -> None:
    rows = {
        **sales(("2024-03-01", 60), ("2024-03-31", 40)),
        "competitor": [
            competitor(1, "Alpha"), competitor(2, "Beta"), competitor(3, "We", True), competitor(4, "Delta"),
        ],
        "competitor_observation": [
            observation(1, 70, "2023-05-01", "2022"), observation(1, 80, "2024-02-01"),
            observation(1, None, "2024-03-01", "2024"),
            observation(2, 200, "2022-06-30"), observation(3, 100, "2024-02-01"), observation(4, 5, None),
        ],
    }  # fmt: skip
    (value,) = compared(worked.facts(rows), ask("month", "2024-03", "2024-04"), "competitor")
    alpha, beta, delta = value.comparisons
    assert alpha.label.en == "Alpha (2023-12)"
    assert (alpha.value, alpha.change, alpha.stale, alpha.note) == (80, 20, False, None)
    assert (alpha.source, alpha.year, alpha.confidence) == ("report 2023-12", 2024, "medium")
    assert (beta.value, beta.stale, beta.note.en) == (200, True, "Stale: observed on 2022-06-30.")
    assert (delta.value, delta.stale, delta.note is None) == (5, True, False)
    (before,) = compared(worked.facts(rows, as_of="2024-01-31"), ask("total", "2024-01", "2024-02"), "competitor")
    assert before.comparisons[0].value == 70
    none = only(worked.facts(sales(("2024-03-01", 60))), ask("total", "2024-03", "2024-04"), "competitor")
    assert (none.value, none.status, none.note and none.note.en) == (None, "no_data", "No observation on file.")


def test_own_benchmark_rows_come_before_the_published_ones() -> None:
    definition = fingerprint("conversion_rate")
    rows = {
        "benchmark": [
            {"metric_key": "conversion_rate", "peer_group": "Association", "period": "Q1 2023", "value": 0.04,
             "p25": 0.02, "p75": 0.05, "grade": "B", "source_url": "survey", "definition_hash": definition,
             "retrieved_on": "2024-01-01"},
            {"metric_key": "conversion_rate", "peer_group": "Consultant", "p50": 0.05, "retrieved_on": "2022-01-01",
             "definition_hash": "other"},
            {"metric_key": "conversion_rate", "peer_group": "Empty", "definition_hash": definition},
        ],
        "web_session": [{"started_at": "2024-03-01"}, {"started_at": "2024-03-31"}],
    }  # fmt: skip
    (value,) = compared(worked.facts(rows), ask("month", "2024-03", "2024-04"), "industry", metric="conversion_rate")
    own, consultant, *others = value.comparisons
    assert (own.value, own.year, own.grade, own.source, own.p25, own.p75) == (0.04, 2023, "B", "survey", 0.02, 0.05)
    assert own.note.en == "Same definition."
    assert (consultant.value, consultant.year, consultant.note.en[:20]) == (0.05, 2022, "Different definition")
    (row,) = shipped()["conversion_rate"]
    (other,) = others
    assert (other.value, other.year, other.grade, other.source, other.stale) == (0.023, 2021, "B", row.source, True)
    assert (own.stale, other.label.en) == (False, "industry figure: 46 bn sessions, 14 sectors")


def test_no_published_figure_is_said() -> None:
    found = only(worked.facts(sales(("2024-03-01", 60))), ask("month", "2024-03", "2024-04"), "industry")
    assert (found.value, found.status, found.note is None) == (None, "no_data", False)


def test_of_each_population_the_figure_nearest_in_time() -> None:
    rows = shipped()["days_delinquent"]
    assert [(row.year, row.value) for row in nearest(rows, 2024)] == [(2024, 8.8)]
    assert [(row.year, row.value) for row in nearest(rows, 2011)] == [(2023, 10.77)]
    assert [(row.year, row.value) for row in nearest(rows, 2030)] == [(2025, 7.5)]


@pytest.mark.parametrize("metric", sorted(shipped()))
def test_published_figures_are_complete(metric: str) -> None:
    for row in shipped()[metric]:
        assert row.grade in ("A", "B", "C")
        assert row.year is not None
        assert 2000 < row.year < 2030
        assert ", https://" in row.source or "by https://" in row.source
        assert row.caveat.de != row.caveat.en
        if row.grade == "C":
            assert any(word in row.caveat.en.lower() for word in ("vendor", "second-hand"))
            assert any(word in row.caveat.de.lower() for word in ("anbieter", "zweiter hand"))
        assert row.unit != "ratio" or 0 < row.value < 1.5
    assert metric in metrics()
    assert {row.unit for row in shipped()[metric]} == {metrics()[metric].unit}
    assert {name for row in shipped()[metric] for name in row.cell} <= set(metrics()[metric].dimensions)
    assert published(worked.facts({}), metric) == list(shipped()[metric])
