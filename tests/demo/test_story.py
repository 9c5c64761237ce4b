"""Whether the truths of the invented company are recognised among findings."""

from __future__ import annotations

from typing import Any

import pytest

from leitstand.cli import main as run
from leitstand.demo import company
from leitstand.demo.story import check
from leitstand.demo.world import Plan

LATE = {
    "id": "late_parcels", "kind": "delay", "metric": "on_time_rate", "where": {"carrier": "Eilbote", "region": "DE2"},
    "beside": {}, "since": "2025-09-01", "until": None, "effect": 3.0, "unit": "days",
    "more": {"late_share_before": 0.07, "late_share_during": 0.70},
}  # fmt: skip


def finding(**more: Any) -> dict[str, Any]:
    one = {"id": "abc", "status": "new", "metric": "on_time_rate", "dims": LATE["where"], "since": "2025-10-01",
           "effect": -0.6, "ci_low": -0.7, "ci_high": -0.5, "unit": "ratio", "drivers": []}  # fmt: skip
    return one | more


def test_found_with_its_size() -> None:
    (one,) = check([LATE], [finding()])
    assert (one["found"], one["finding_id"], one["covered"], one["place"]) == (True, "abc", True, 1)
    assert one["effect_true"] == pytest.approx(-0.63) and one["effect_found"] == -0.6


def test_found_as_a_driver_of_the_whole() -> None:
    driver = {"metric": "on_time_rate", "dims": LATE["where"], "on": None, "value": -0.6, "ci_low": None,
              "ci_high": None, "unit": "ratio"}  # fmt: skip
    (one,) = check([LATE], [finding(dims={}, drivers=[driver])])
    assert one["found"] and one["covered"] is None


@pytest.mark.parametrize(
    "other",
    [
        {"dims": {}},
        {"dims": {"carrier": "Eilbote"}},
        {"dims": {**LATE["where"], "channel": "web"}},
        {"since": "2025-12-01"},
        {"since": None},
        {"metric": "orders"},
        {"status": "gone"},
    ],
)
def test_another_segment_date_or_metric_is_not_it(other: dict[str, Any]) -> None:
    (one,) = check([LATE], [finding(**other)])
    assert not one["found"] and one["finding_id"] is None and one["effect_true"] == 3.0


def test_where_nothing_happened_nothing_is_to_be_found() -> None:
    assert check([LATE | {"kind": "nothing"}], [finding()]) == []


def test_the_story_needs_its_three_years() -> None:
    assert run(["demo", "--months", "24"]) == 2
    with pytest.raises(ValueError, match="36 months"):
        company.make(Plan(customers=200, story=False, months=24))


def test_a_beginning_within_the_interval_of_the_finding() -> None:
    early = {"since": "2025-06-01", "since_low": "2025-05-01", "since_high": "2025-08-01"}
    assert check([LATE], [finding(**early)])[0]["found"]
    assert not check([LATE], [finding(**early | {"since_high": "2025-07-01"})])[0]["found"]


def test_what_was_counted_is_the_truth_itself() -> None:
    short = LATE | {"id": "cash_shortage", "metric": "cash_balance_amount", "where": {}, "more": {"lowest": 3171.23}}
    said = finding(metric="cash_balance_amount", dims={}, since="2025-09-01", effect=3171.23, ci_low=None, ci_high=None,
                   unit="currency")  # fmt: skip
    assert check([short], [said])[0]["covered"] is True
    assert check([short], [said | {"effect": 4000.0}])[0]["covered"] is None
