"""A planted difference is found, none is found where there is none, and tenure is told within one period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.planning.worlds import ago, orders, sight

from leitstand.planning.worth import report, tenure
from leitstand.planning.worth.comparing import Estimate, compare, e_value
from leitstand.planning.worth.panel import panel


def company(seed: int, effect: float, count: int = 1500) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Large customers are worked with more often and bring more anyway."""
    dice = np.random.default_rng(seed)
    size, tenure_ = dice.normal(size=count), dice.normal(size=count)
    worked = dice.random(count) < 1 / (1 + np.exp(-(1.2 * size + 0.5 * tenure_ - 0.5)))
    margin = 200 + 80 * size + 30 * tenure_ + effect * worked + dice.normal(scale=60, size=count)
    return pd.DataFrame({"size": size, "tenure": tenure_}), worked, margin


def test_planted_difference_is_recovered_where_the_plain_one_is_wrong() -> None:
    traits, worked, margin = company(1, effect=40.0)
    found = compare(traits, worked, {"margin": margin}, draws=100)
    assert found is not None and found.balanced
    assert found.plain["margin"] > 100  # size, taken for work
    one = found.outcomes["margin"]
    assert one.low <= 40 <= one.high
    assert one.difference == pytest.approx(40, abs=8)
    assert max(abs(each.difference_weighted) for each in found.balance) < 1e-3


def test_no_difference_gives_an_interval_around_nothing() -> None:
    """Ten companies in which work does nothing: nearly all intervals cover zero."""
    covered = 0
    for seed in range(10):
        found = compare(*company(seed, 0.0, 600)[:2], {"margin": company(seed, 0.0, 600)[2]}, draws=60)
        assert found is not None
        covered += found.outcomes["margin"].low <= 0 <= found.outcomes["margin"].high
    assert covered >= 8


def test_groups_that_are_too_small_are_not_compared() -> None:
    traits, worked, margin = company(3, 40.0)
    few = worked & (np.cumsum(worked) <= 49)
    assert compare(traits, few, {"margin": margin}) is None


def test_e_value_by_hand() -> None:
    """Bound 10 at a deviation of 20: risk ratio exp(0.455) = 1.5762; E = 1.5762 + √(1.5762 · 0.5762) = 2.529."""
    assert e_value(Estimate(0, 0, 15, 10, 20), 20) == pytest.approx(2.529, abs=0.001)
    assert e_value(Estimate(0, 0, 15, -1, 20), 20) == 1


def world(effect: float, seed: int = 5) -> dict[str, Any]:
    """400 customers order every 60 days for 33 months; a third are called within the half year before the last one, and
    order for `effect` more in each order after it."""
    dice = np.random.default_rng(seed)
    bought, calls = [], []
    for customer in range(1, 401):
        base, start = 80 + 40 * dice.random(), int(dice.integers(60))
        called = dice.random() < 0.33
        for days in range(start, 1000, 60):
            more = effect if called and days < 365 else 0.0
            bought.append((customer, days, base + more + float(dice.normal(scale=10))))
        if called:
            calls.append({"customer_key": customer, "type": "call", "occurred_on": ago(450)})
    calls += [{"customer_key": 9999, "type": "call", "occurred_on": ago(days)} for days in (600, 10)]
    return {"crm_activity": calls, **orders(*bought)}


def test_worth_of_the_crm_out_of_the_tables() -> None:
    """50 more in each of six orders a year at 40 % margin is about 120 a year."""
    told = report.worth(sight(**world(50.0)), "EUR", cost=1000.0)
    one = told["comparison"]
    assert one["newly_worked"] and one["balanced"]
    assert one["margin"]["low"] <= 122 <= one["margin"]["high"]
    assert one["placebo"] is None or one["placebo"]["low"] <= 0 <= one["placebo"]["high"]
    assert told["cost"] == {"per_year": 1000.0, "source": "given"}
    assert told["value"]["worked_last_year"] == 1  # only the last call was within the last year
    assert told["value"]["break_even"] == 1000.0
    assert told["verdict"] == "below_cost"
    assert "association" in told["limits"][0]["en"]


def test_worth_of_work_that_does_nothing() -> None:
    told = report.worth(sight(**world(0.0)), "EUR")
    margin = told["comparison"]["margin"]
    assert margin["low"] <= 0 <= margin["high"]
    assert told["verdict"] == "cost_unknown" and told["cost"]["per_year"] is None


def test_not_enough_data_is_said() -> None:
    told = report.worth(sight(**orders((1, 10, 5.0)), crm_activity=[]), "EUR", 100.0)
    assert told["verdict"] == "not_enough_data" and told["comparison"] is None
    assert report.worth(sight(), "EUR")["retention"] == []
    assert panel(sight(**orders((1, 10, 5.0)), crm_activity=[{"customer_key": 1, "occurred_on": ago(5)}])) is None


def test_retention_by_tenure_in_the_same_year() -> None:
    """Data from 1000 days ago. On the day a year ago customer 1 had been one for 200 days, 2 and 3 for 400, 4 longer
    than the data can tell; 3 did not come back."""
    bought = [(4, 1000, 1.0), (4, 400, 1.0), (4, 5, 1.0), (1, 565, 1.0), (1, 9, 1.0), (2, 765, 1.0), (2, 500, 1.0),
              (2, 9, 1.0), (3, 765, 1.0), (3, 500, 1.0)]  # fmt: skip
    rows = [one for one in tenure.retention(sight(**orders(*bought))) if one["period"] == "last_year"]
    assert [(one["band"], one["customers"], one["stayed"]) for one in rows] == [
        ("<1", 1, 1), ("1–2", 2, 1), ("unknown", 1, 1),
    ]  # fmt: skip


def test_service_and_disputes_per_hundred_orders() -> None:
    bought = [(4, 1000, 1.0), *((1, days, 1.0) for days in (500, 300, 200, 100, 50))]
    tickets = [{"customer_key": 1, "created_on": ago(40), "compensation_amount_base": 3.0}]
    disputes = [{"customer_key": 1, "opened_on": ago(30), "outcome": "lost", "amount_base": 20.0,
                 "handling_cost_base": 5.0}]  # fmt: skip
    costs = [{"booked_on": ago(60), "cost_type": "service", "amount_base": 70.0}]
    seen = sight(ticket=tickets, dispute=disputes, booked_cost=costs, **orders(*bought))
    rows = {(one["period"], one["band"]): one for one in tenure.service(seen)}
    first, second = rows["last_year", "<1"], rows["last_year", "1–2"]
    assert (first["orders"], first["tickets"], first["disputes"]) == (2, 0, 0)
    assert (second["orders"], second["tickets"], second["service_cost"], second["dispute_cost"]) == (
        2, 50, 3650, 1250,
    )  # fmt: skip


def test_cost_of_winning_customers_by_year() -> None:
    costs = [{"booked_on": ago(days), "cost_type": "acquisition_media", "amount_base": 100.0} for days in (100, 500)]
    costs.append({"booked_on": ago(50), "cost_type": "retention", "amount_base": 30.0})
    bought = [(9, 1000, 1.0), (1, 200, 1.0), (2, 100, 1.0), (3, 400, 1.0), (3, 20, 1.0), (4, 420, 1.0)]
    rows = tenure.acquisition(sight(booked_cost=costs, **orders(*bought)))
    assert [(one["years_ago"], one["new_customers"], one["each"], one["active"]) for one in rows] == [
        (0, 2, 50.0, 2), (1, 2, 50.0, 1),
    ]  # fmt: skip
    assert rows[0]["retention_each"] == 10.0 and rows[1]["retention_each"] is None
    assert rows[1]["each_active_per_year"] == pytest.approx(100 / (410 / 365))


def test_cost_of_the_crm_out_of_the_books() -> None:
    entry = {"booked_on": ago(30), "kind": "cost", "amount_base": 500.0}
    books = [{**entry, "label": "CRM-Lizenzen"}, {**entry, "label": "Miete"},
             {**entry, "label": "CRM-Lizenzen", "booked_on": date(2024, 1, 1)}]  # fmt: skip
    assert report.booked_cost(sight(ledger_line=books)) == 500.0
    assert report.booked_cost(sight(ledger_line=[{**entry, "label": "Scrmbl"}])) is None
    assert ago(0) - ago(1) == timedelta(days=1)
