"""The invented shop's website: orders, visits and events agree, and what was planted is there."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pytest

from leitstand.demo.master import goods, population
from leitstand.demo.online import website
from leitstand.demo.trade import selling
from leitstand.demo.world import Plan, Truth, World


@cache
def made(story: bool = True) -> World:
    world = World(Plan(customers=1500, story=story))
    for stage in (population.stage, goods.stage, selling.stage, website.stage):
        stage(world)
    return world


def truth(kind: str) -> Truth:
    return next(one for one in made().truths if one.kind == kind)


def people() -> pd.DataFrame:
    sessions = made().tables["sessions"]
    return sessions[~sessions["is_bot"]]


def test_every_shop_order_has_one_visit_that_ends_with_its_purchase() -> None:
    tables = made().tables
    shop = tables["orders"].query("channel == 'shop'")
    bought = tables["web_events"].query("event_name == 'purchase'")
    assert sorted(bought["order_number"]) == sorted(shop["number"])
    times = bought.set_index("order_number")["occurred_at"]
    ordered = website.to_utc(shop.set_index("number")["ordered_at"])
    assert (times == ordered.loc[times.index]).all()
    assert tables["sessions"]["converted"].sum() == len(shop)


def test_what_happened_in_a_visit_lies_within_it_and_adds_up() -> None:
    tables = made().tables
    events = tables["web_events"].merge(tables["sessions"], on="session_id")
    assert (events["occurred_at"] >= events["started_at"]).all()
    assert (events["occurred_at"] <= events["ended_at"]).all()
    views = events[events["event_name"].isin(["page_view", "view_item", "begin_checkout", "purchase"])]
    counted = views.groupby("session_id").size().reindex(tables["sessions"]["session_id"])
    assert (counted.to_numpy() == tables["sessions"]["pageviews"].to_numpy()).all()
    assert set(tables["web_events"]["page_id"]) <= set(tables["pages"]["page_id"])


def test_the_funnel_is_passed_in_its_order() -> None:
    events = made().tables["web_events"]
    first = events.groupby(["session_id", "event_name"])["occurred_at"].min().unstack()
    for before, after in (("view_item", "add_to_cart"), ("add_to_cart", "begin_checkout"),
                          ("begin_checkout", "purchase")):  # fmt: skip
        there = first[first[after].notna()]
        assert len(there) > 100
        assert (there[before] <= there[after]).all()


def test_every_device_gets_better_while_the_total_falls() -> None:
    told = truth("mix_shift")
    rates, totals = told.more["rates"], told.more["totals"]
    assert all(rates["last"][device] > rates["first"][device] for device in website.DEVICES)
    assert totals["last"] < totals["first"] - 0.01
    assert told.effect == pytest.approx(100 * (totals["last"] - totals["first"]), abs=1e-3)
    month = website.month_number(people()["started_at"])
    mobile = people()["device"] == "mobile"
    assert mobile[month < 3].mean() == pytest.approx(0.46, abs=0.03)
    assert mobile[month > 32].mean() == pytest.approx(0.69, abs=0.03)


@pytest.mark.parametrize(("kind", "lift"), [("test_worked", 0.12), ("test_nothing", 0.0)])
def test_the_tests_of_page_parts_found_what_was_planted(kind: str, lift: float) -> None:
    told = truth(kind)
    tables = made().tables
    part = tables["elements"].set_index("name")["element_id"][told.where["page_element"]]
    days = tables["element_days"][tables["element_days"]["element_id"] == part]
    arms = days.groupby("variant")[["sessions_exposed", "sessions_exposed_converted"]].sum()
    for arm, counts in told.more["arms"].items():
        assert list(arms.loc[arm]) == [counts["sessions"], counts["converted"]]
    rate = arms["sessions_exposed_converted"] / arms["sessions_exposed"]
    assert told.effect == pytest.approx(rate["B"] / rate["A"] - 1, abs=1e-5)
    assert told.effect == pytest.approx(lift, abs=0.02)
    assert told.since is not None
    assert told.until is not None
    assert days["day"].min() >= pd.Timestamp(told.since)
    assert days["day"].max() < pd.Timestamp(told.until)


def test_visitors_are_known_only_with_consent_and_reports_hold_only_those() -> None:
    sessions, totals = made().tables["sessions"], made().tables["web_totals"]
    given = sessions["consent_state"] == "given"
    assert sessions["visitor_id"].notna().equals(given)
    assert totals["sessions"].sum() == given.sum()
    assert totals["transactions"].sum() == sessions.loc[given, "converted"].sum()


def test_without_the_story_nothing_changes_and_nothing_is_told() -> None:
    calm = made(story=False)
    assert calm.truths == []
    sessions: Any = calm.tables["sessions"]
    sessions = sessions[~sessions["is_bot"]]
    early = website.month_number(sessions["started_at"]) < 18
    for device in website.DEVICES:
        rows = sessions["device"] == device
        assert sessions[rows & early]["converted"].mean() == pytest.approx(
            sessions[rows & ~early]["converted"].mean(), abs=0.01
        )


def test_the_same_plan_gives_the_same_website() -> None:
    again = World(made().plan)
    for stage in (population.stage, goods.stage, selling.stage, website.stage):
        stage(again)
    for name in ("sessions", "web_events", "element_days", "web_totals"):
        pd.testing.assert_frame_equal(again.tables[name], made().tables[name])
