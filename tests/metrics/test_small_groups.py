"""No cell shows fewer than ten persons or five employees, and totals still hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from leitstand.foundation.segment import Segment
from leitstand.metrics import worked
from leitstand.metrics.compute.answer import Ask, answer, cells_to_fold
from leitstand.metrics.compute.facts import OTHER

SPAN = {"start": date(2024, 1, 1), "end": date(2025, 1, 1)}


def shop(sizes: dict[str | None, int], kind: str | None = None) -> dict[str, list[dict[str, Any]]]:
    """One order of 10 per customer; sizes: country → customers."""
    customers, orders, lines = [], [], []
    for country, size in sizes.items():
        for _ in range(size):
            key = len(customers) + 1
            customers.append({"customer_key": key, "customer_type": kind})
            orders.append({"order_id": key, "customer_key": key, "ordered_at": "2024-03-05", "country": country})
            lines.append({"order_id": key, "net_amount": 10})
    return {"customer": customers, "order": orders, "order_line": lines}


def by_country(rows: dict[str, list[dict[str, Any]]], metric: str = "revenue_net") -> dict[str | None, float | None]:
    values = answer(worked.facts(rows), metric, Ask("total", by=("country",), **SPAN))
    return {value.dims["country"]: value.value for value in values}


def test_small_cells_fold_into_other_and_the_total_holds() -> None:
    assert by_country(shop({"DE": 30, "FR": 20, "AT": 6, "CH": 5})) == {"DE": 300, "FR": 200, OTHER: 110}


def test_a_lone_small_cell_takes_the_next_smallest_along() -> None:
    """Else it could be had by subtracting the others from the total."""
    assert by_country(shop({"DE": 30, "FR": 20, "AT": 3})) == {"DE": 300, OTHER: 230}


def test_missing_values_are_a_cell_like_others() -> None:
    assert by_country(shop({"DE": 30, "FR": 20, None: 4})) == {"DE": 300, OTHER: 240}


def test_companies_are_not_folded() -> None:
    assert by_country(shop({"DE": 30, "AT": 3}, kind="company")) == {"DE": 300, "AT": 30}


def test_when_all_are_few_nothing_is_shown() -> None:
    assert by_country(shop({"DE": 3, "AT": 2})) == {OTHER: None}


def test_a_filter_does_not_get_around_it() -> None:
    rows = shop({"DE": 30, "AT": 3})
    (value,) = answer(worked.facts(rows), "revenue_net", Ask("total", segment=Segment.parse(["country=AT"]), **SPAN))
    assert (value.value, value.numerator, value.status) == (None, None, "small_group")
    (value,) = answer(worked.facts(rows), "revenue_net", Ask("total", segment=Segment.parse(["country=DE"]), **SPAN))
    assert value.value == 300


def test_ratios_fold_numerator_and_denominator_alike() -> None:
    assert by_country(shop({"DE": 30, "AT": 6, "CH": 5}), "aov") == {"DE": 10, OTHER: 10}


@pytest.mark.parametrize("metric", ["win_rate"])
def test_small_teams_are_folded(metric: str) -> None:
    staff = [{"employee_id": n, "team": "North" if n <= 8 else "South"} for n in range(1, 12)]
    deals = [
        {"deal_id": n, "owner_employee_id": n % 11 + 1, "closed_at": "2024-05-01", "created_at": "2024-02-01",
         "outcome": "won" if n % 2 else "lost", "amount": 5} for n in range(1, 331)
    ]  # fmt: skip
    values = answer(worked.facts({"employee": staff, "deal": deals}), metric, Ask("total", by=("team",), **SPAN))
    assert {value.dims["team"] for value in values} == {OTHER}


def test_cells_to_fold() -> None:
    cells = {(0, (name,)): size for name, size in {"a": 50, "b": 12, "c": 4, "d": 7}.items()}
    assert {cell[0] for _, cell in cells_to_fold(cells)} == {"c", "d"}
    assert cells_to_fold({(0, ("a",)): 50}) == set()
