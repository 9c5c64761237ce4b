"""Movements up the tree: exact, each way counted once, and goods sold have to be bought."""

from __future__ import annotations

import pytest

from leitstand.planning.scenarios.following import above, edges, holding, one_name

VALUES = {
    "active_customers": 100.0, "purchase_frequency": 2.0, "aov_identified": 50.0, "revenue_identified": 10_000.0,
    "revenue_anonymous": 2_000.0, "revenue_net": 12_000.0, "orders": 240.0, "aov": 50.0, "units_per_order": 5.0,
    "net_price_per_unit": 10.0, "goods_cost_amount": 6_000.0, "cost_amount": 1_000.0, "operating_result": 5_000.0,
}  # fmt: skip


def test_a_lever_goes_up_to_the_top_by_the_ways_that_exist() -> None:
    found = holding(VALUES).follow({"active_customers": 110.0})
    assert found["revenue_identified"] == pytest.approx(11_000)
    assert found["revenue_net"] == pytest.approx(13_000)
    assert "orders" not in found and "aov" not in found


def test_goods_sold_have_to_be_bought_but_a_price_costs_nothing() -> None:
    volume = holding(VALUES).follow({"units_per_order": 5.5})
    price = holding(VALUES).follow({"net_price_per_unit": 11.0})
    assert volume["revenue_net"] == price["revenue_net"] == pytest.approx(13_200)
    assert volume["operating_result"] == pytest.approx(13_200 - 6_600 - 1_000)
    assert price["operating_result"] == pytest.approx(13_200 - 6_000 - 1_000)
    assert "goods_cost_amount" not in volume


def test_levers_on_different_ways_multiply_and_those_on_one_way_count_once() -> None:
    both = holding(VALUES).follow({"active_customers": 110.0, "aov": 51.0})
    assert both["revenue_net"] == pytest.approx(12_000 * 51 / 50 * 13_000 / 12_000)
    same = holding(VALUES).follow({"orders": 264.0, "units_per_order": 5.5})
    assert same["revenue_net"] == pytest.approx(12_000 * 1.21)


def test_a_whole_that_is_set_stays_set() -> None:
    found = holding(VALUES).follow({"revenue_net": 12_600.0, "orders": 300.0})
    assert found["revenue_net"] == 12_600
    assert found["operating_result"] == pytest.approx(12_600 - 6_300 - 1_000)


def test_a_way_that_does_not_hold_is_not_followed() -> None:
    graph = holding({**VALUES, "aov": 55.0})
    assert not any({"orders", "aov"} == set(edge.parts) for edge in graph.edges["revenue_net"])


def test_a_measure_goes_by_the_name_of_its_metric_and_nothing_rests_on_itself() -> None:
    assert one_name("order_count") == "orders"
    assert "complaints" in above(["orders"])
    assert all(name not in edge.parts for name, ways in edges().items() for edge in ways)
