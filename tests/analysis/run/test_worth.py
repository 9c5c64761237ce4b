"""What a change is worth, against the same year reckoned anew with the change in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from tests.analysis.run.plain import PlainSight, candidate, series

from leitstand.analysis.run import worth


@dataclass(frozen=True)
class World:
    """A year of an invented company, from which its metrics and its money follow."""

    orders: float = 1200.0
    units: float = 3.0  # per order
    price: float = 25.0
    refunded: float = 0.04  # of sales
    margin: float = 0.45
    customers: float = 80.0  # per month
    sessions: float = 24_000.0
    conversion: float = 0.02
    web_order: float = 70.0
    decided: float = 60.0
    won: float = 0.4
    deal: float = 900.0
    lost: float = 30_000.0
    invoiced: float = 110_000.0
    settled: float = 100_000.0
    open_days: float = 30.0  # DSO
    late_days: float = 6.0
    cash_in: float = 100_000.0
    cash_out: float = 90_000.0
    balance: float = 20_000.0

    @property
    def sales(self) -> float:
        return self.orders * self.units * self.price

    @property
    def revenue(self) -> float:
        return self.sales * (1 - self.refunded)

    def metrics(self) -> dict[str, float]:
        """Total or rate over the year, as the catalogue defines it."""
        net_price = self.revenue / (self.orders * self.units)
        web = self.sessions * self.conversion * self.web_order
        return {
            "revenue_net": self.revenue, "revenue_identified": self.revenue, "rev_new": self.revenue,
            "orders": self.orders, "units_sold": self.orders * self.units, "active_customers": self.customers,
            "aov": self.revenue / self.orders, "units_per_order": self.units, "net_price_per_unit": net_price,
            "refund_rate": self.refunded, "refund_rate_period": self.refunded, "sales_amount": self.sales,
            "gross_margin_rate": self.margin, "sessions": self.sessions, "conversion_rate": self.conversion,
            "revenue_per_session": web / self.sessions, "win_rate": self.won, "deals_decided": self.decided,
            "deals_won": self.decided * self.won, "mean_won_amount": self.deal, "lost_order_value": self.lost,
            "invoice_amount": self.invoiced, "settled_invoice_amount": self.settled, "dso": self.open_days,
            "days_delinquent": self.late_days, "cash_in": self.cash_in, "cash_out": self.cash_out,
            "net_cash_flow": self.cash_in - self.cash_out, "operating_cash_flow": self.cash_in - self.cash_out,
            "cash_balance_amount": self.balance,
        }  # fmt: skip


Money = Callable[[World], float]


def revenue(one: World) -> float:
    return one.revenue


def web_revenue(one: World) -> float:
    return one.sessions * one.conversion * one.web_order


def won_amount(one: World) -> float:
    return one.decided * one.won * one.deal


def receivables(one: World) -> float:
    return -one.open_days * one.invoiced / 365


def late_money(one: World) -> float:
    """What is tied up on average by invoices paid late: amount × days, over the days of a year."""
    return -one.late_days * one.settled / 365


def cash(one: World) -> float:
    return one.cash_in - one.cash_out


CHANGES: dict[str, tuple[str, Money]] = {
    "revenue_net": ("orders", revenue),
    "revenue_identified": ("orders", revenue),
    "rev_new": ("orders", revenue),
    "orders": ("orders", revenue),
    "units_sold": ("units", revenue),
    "aov": ("price", revenue),
    "units_per_order": ("units", revenue),
    "net_price_per_unit": ("price", revenue),
    "refund_rate": ("refunded", revenue),
    "refund_rate_period": ("refunded", revenue),
    "gross_margin_rate": ("margin", lambda one: one.revenue * one.margin),
    "sessions": ("sessions", web_revenue),
    "conversion_rate": ("conversion", web_revenue),
    "revenue_per_session": ("web_order", web_revenue),
    "win_rate": ("won", won_amount),
    "mean_won_amount": ("deal", won_amount),
    "lost_order_value": ("lost", lambda one: -one.lost),
    "dso": ("open_days", receivables),
    "days_delinquent": ("late_days", late_money),
    "cash_in": ("cash_in", cash),
    "cash_out": ("cash_out", cash),
    "net_cash_flow": ("cash_in", cash),
    "operating_cash_flow": ("cash_in", cash),
    "cash_balance_amount": ("balance", lambda one: one.balance),
}
"""Metric → what moves it by one percent, and the money that moves with it."""


class Year(worth.Year):
    def __init__(self, world: World) -> None:
        super().__init__(PlainSight(), {}, world.metrics())

    def mean(self, metric: str) -> float:
        return self(metric)


def test_every_way_to_money_is_checked() -> None:
    assert {*CHANGES, "active_customers"} == set(worth.PATHS)


@pytest.mark.parametrize("metric", CHANGES)
def test_one_percent_more_is_worth_what_the_year_reckoned_anew_gives(metric: str) -> None:
    before = World()
    cause, money = CHANGES[metric]
    after = replace(before, **{cause: getattr(before, cause) * 1.01})
    change = after.metrics()[metric] - before.metrics()[metric]
    months = 12 if metric in worth.TOTALS else 1
    _, path = worth.PATHS[metric]
    assert change
    assert path(Year(before)) * change / months == pytest.approx(money(after) - money(before), rel=1e-9)


def test_one_customer_more_in_every_month_buys_like_the_others() -> None:
    before = World()
    _, path = worth.PATHS["active_customers"]
    assert path(Year(before)) * 0.8 == pytest.approx(0.01 * before.revenue)  # one percent of 80


def sight(**whole: list[float]) -> PlainSight:
    return PlainSight({name: series(name, values, unit="count") for name, values in whole.items()})


def valued(given: PlainSight, **more: Any) -> float:
    found = worth.money(given, candidate(**more))
    assert found is not None
    return found.per_year


def test_a_share_is_of_the_level_without_the_change() -> None:
    # 100 in each of six months, then 110 since July: ten percent more is 10 a month and 120 a year
    given = sight(revenue_net=[100.0] * 18 + [110.0] * 6)
    found = valued(given, metric="revenue_net", effect=0.1, unit="ratio", since=date(2025, 7, 1), low=None, high=None)
    assert found == pytest.approx(120)


def test_a_share_of_the_customers_is_of_those_of_a_month_not_of_the_year() -> None:
    given = sight(revenue_net=[1000.0] * 24, active_customers=[50.0] * 24)
    found = valued(given, metric="active_customers", effect=0.1, unit="ratio", since=date(2026, 1, 1))
    assert found == pytest.approx(0.1 * 12_000)


def test_money_tied_up_in_invoices_comes_back_once() -> None:
    given = sight(days_delinquent=[3.0] * 24, settled_invoice_amount=[36_500.0 / 12] * 24, revenue_net=[1.0] * 24)
    late = worth.money(given, candidate("days_delinquent", effect=2.0, unit="days"))
    sold = worth.money(given, candidate("revenue_net", effect=2.0))
    assert late is not None and sold is not None
    assert (late.per_year, late.once) == (pytest.approx(-200), True)
    assert not sold.once


def test_what_cannot_be_reckoned_has_no_money() -> None:
    assert worth.money(sight(aov=[50.0] * 24), candidate("aov", effect=2.0)) is None
    assert worth.money(sight(nps=[50.0] * 24), candidate("nps", effect=2.0, unit="points")) is None
