"""Advertising, newsletter and social media of the invented company, and that Leitstand reads all their files."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from leitstand.demo.files.bundles import bundle
from leitstand.demo.master import goods, population
from leitstand.demo.online import audience, social, website
from leitstand.demo.trade import selling
from leitstand.demo.world import END, FIRST_DAY, Plan, World
from leitstand.sources import readers, recognise

TABLES = {
    "web": {"web_session", "web_event", "page", "page_element", "element_day", "web_aggregate"},
    "social": {"social_account_day", "social_post", "social_post_snapshot", "social_interaction", "mention",
               "competitor", "competitor_observation", "benchmark"},
    "ads": {"cost", "campaign", "business_event", "exchange_rate"},
    "newsletter": {"customer", "customer_vault", "contact", "contact_vault", "consent", "campaign", "touchpoint"},
}  # fmt: skip
CONNECTORS = {"ga4_kanaele": "ga4_report", "google_ads": "google_ads_cost", "meta_ads": "meta_ads_cost",
              "linkedin_ads": "linkedin_ads_cost"}  # fmt: skip


@cache
def made(story: bool = True) -> World:
    world = World(Plan(customers=300, story=story))
    for stage in (population.stage, goods.stage, selling.stage, website.stage, audience.stage):
        stage(world)
    return world


def test_each_advertising_budget_is_spent_within_its_campaign() -> None:
    days = made().tables["ad_days"].merge(made().tables["campaigns"], on="campaign_id")
    assert ((days["day"] >= days["start"]) & (days["day"] <= days["end"])).all()
    spent = days.groupby("campaign_id").agg(cost=("cost", "sum"), budget=("budget", "first"))
    assert (spent["cost"] - spent["budget"]).abs().max() < 0.5
    assert (days["clicks"] <= days["impressions"]).all()


def test_short_videos_work_on_one_platform_only() -> None:
    told = next(one for one in made().truths if one.kind == "content_type")
    ratios = told.more["ratio_by_platform"]
    assert ratios["instagram"] == pytest.approx(3, rel=0.15)
    assert ratios["facebook"] == pytest.approx(1, rel=0.15)
    assert ratios["linkedin"] == pytest.approx(1, rel=0.15)
    calm = social.engagement(made(story=False).tables["posts"], made(story=False).tables["post_counters"])
    rates = calm[calm["platform"] == "instagram"].set_index("content_type")["rate"]
    assert rates["reel"] == pytest.approx(rates["image"], rel=0.15)


def test_counters_of_posts_never_fall() -> None:
    counters = made().tables["post_counters"].sort_values(["post_id", "snapshot_at"])
    steps = counters.groupby("post_id")[["views", "reach_unique", "reactions", "comments", "shares"]].diff().dropna()
    assert len(steps) > 1500
    assert (steps >= 0).all().all()


def test_mailings_reach_only_those_who_agreed_by_then() -> None:
    consents, mailings = made().tables["consents"], made().tables["mailings"]
    given = consents.query("status == 'given'").set_index("person_id")["occurred_at"]
    left = consents.query("status == 'withdrawn'").set_index("person_id")["occurred_at"]
    sent = mailings.query("kind == 'impression'")
    assert (sent["person_id"].map(given) < sent["occurred_at"]).all()
    assert not (sent["person_id"].map(left) < sent["occurred_at"]).any()
    assert mailings["kind"].value_counts().is_monotonic_decreasing
    assert list(mailings["kind"].value_counts().index) == ["impression", "open", "click"]


def test_nothing_lies_outside_the_three_years() -> None:
    for name, column in (("interactions", "occurred_at"), ("interactions", "replied_at"), ("mentions", "occurred_at"),
                         ("posts", "published_at"), ("mailings", "occurred_at"), ("ad_days", "day")):  # fmt: skip
        times = made().tables[name][column].dropna()
        assert times.between(pd.Timestamp(FIRST_DAY), pd.Timestamp(END), inclusive="left").all(), name


def test_what_stays_as_it_is_is_told() -> None:
    quiet = [one for one in made().truths if one.kind == "nothing" and one.id.startswith("quiet_audience")]
    assert len(quiet) >= 10
    assert made(story=False).truths == []


@pytest.mark.parametrize(("system", "tables"), TABLES.items())
def test_leitstand_reads_every_row_of_every_file(system: str, tables: set[str], tmp_path: Path) -> None:
    import_module(f"leitstand.demo.files.{system}").write(made(), tmp_path)
    found = set()
    for file in sorted(tmp_path.iterdir()):
        for raw in readers.read(file):
            connector, staged, info = recognise.stage(raw, {"source_system": system})
            assert connector == CONNECTORS.get(file.stem, "generic")
            assert raw.rejects == staged.rejects == ()
            assert not info.get("unmapped"), file.name
            assert max(rows.num_rows for rows in staged.tables.values()) == raw.rows.num_rows > 0
            found |= set(staged.tables)
    assert found == tables


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    for place in ("one", "two"):
        bundle(tmp_path / place, {"mention": made().tables["mentions"]})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
