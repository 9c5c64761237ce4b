"""Social media and CRM use metrics come out the same when computed a second time in plain Python."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import pytest

from leitstand.foundation.period import parse_day
from leitstand.metrics import worked
from leitstand.metrics.compute.answer import Ask, answer

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
START, END = "2024-03-01", "2024-04-01"
PLATFORM = {"a": "x", "b": "y"}


def value(rows: Rows, identity: str, by: tuple[str, ...] = ()) -> Any:
    found = answer(worked.facts(rows), identity, Ask("total", by, start=parse_day(START), end=parse_day(END)))
    return {one.dims[by[0]]: one.value for one in found} if by else found[0].value


@pytest.fixture(scope="module")
def media() -> dict[str, list[dict[str, Any]]]:
    """Two accounts with daily figures full of gaps, 200 posts with up to five readings each."""
    rng = random.Random(5)
    days, posts, readings = [], [], []
    for account, platform in PLATFORM.items():
        for offset in range(60):
            day = date(2024, 2, 1) + timedelta(days=offset)
            days.append({
                "account_id": account, "platform": platform, "day": str(day),
                "followers": rng.choice([None, 1000 + 7 * offset + rng.randint(0, 5)]),
                "follows_gained": rng.choice([None, rng.randint(0, 30)]) if account == "a" else None,
            })  # fmt: skip
    for number in range(1, 201):
        posts.append({
            "post_id": number, "account_id": rng.choice("ab"), "published_at": f"2024-03-{rng.randint(1, 31):02}",
            "content_type": rng.choice(["image", "video"]),
        })  # fmt: skip
        for day in rng.sample(range(1, 31), rng.randint(0, 5)):
            counters = {
                name: rng.choice([None, day * rng.randint(1, 9)])
                for name in ("reactions", "comments", "shares", "saves")
            }
            counters |= {
                "reach_unique": rng.choice([None, 0, day * 50]),
                "link_clicks": rng.choice([None, day]),
                "views": day * 90,
            }
            readings.append({"post_id": number, "snapshot_at": f"2024-03-{day:02}T12:00", **counters})
    return {"social_account_day": days, "social_post": posts, "social_post_snapshot": readings}


def results(media: Rows) -> list[dict[str, Any]]:
    """Per post: its last reading, its interactions and the followers at publication."""
    found = []
    for post in media["social_post"]:
        own = [one for one in media["social_post_snapshot"] if one["post_id"] == post["post_id"]]
        last = max(own, key=lambda one: one["snapshot_at"], default={})
        basket = [last.get(name) for name in ("reactions", "comments", "shares", "saves")]
        known = [part for part in basket if part is not None]
        stock = [
            one for one in media["social_account_day"]
            if one["account_id"] == post["account_id"] and one["followers"] and one["day"] <= post["published_at"]
        ]  # fmt: skip
        followers = max(stock, key=lambda one: one["day"])["followers"] if stock else None
        found.append({**post, **last, "interactions": sum(known) if known else None, "followers": followers})
    return found


def test_rates_over_the_last_reading_of_each_post(media: Rows) -> None:
    read = [one for one in results(media) if one["interactions"] is not None]
    assert value(media, "interactions") == sum(one["interactions"] for one in read)
    by_platform: dict[str, float] = defaultdict(float)
    for one in read:
        by_platform[PLATFORM[one["account_id"]]] += one["interactions"]
    assert value(media, "interactions", ("platform",)) == by_platform
    for identity, base in (("er_followers", "followers"), ("er_reach", "reach_unique"), ("er_impressions", "views")):
        known = [one for one in read if one[base]]
        expected = sum(one["interactions"] for one in known) / sum(one[base] for one in known)
        assert value(media, identity) == pytest.approx(expected)
    clicked = [one for one in results(media) if one.get("link_clicks") is not None]
    assert value(media, "social_ctr") == pytest.approx(
        sum(one["link_clicks"] for one in clicked) / sum(one["views"] for one in clicked)
    )
    shares = [one["shares"] for one in results(media) if one.get("shares") is not None]
    assert value(media, "amplification_rate") == pytest.approx(sum(shares) / len(shares))
    assert value(media, "amplification_median") == pytest.approx(median(shares))


def test_interactions_are_posts_times_reach_times_rate(media: Rows) -> None:
    """interactions = posts × reach per post × rate by reach, where all three are known."""
    whole = {
        **media,
        "social_post_snapshot": [one | {"reach_unique": 100, "reactions": 3} for one in media["social_post_snapshot"]],
    }
    posts = len({one["post_id"] for one in whole["social_post_snapshot"]})
    product = posts * value(whole, "reach_per_post") * value(whole, "er_reach")
    assert value(whole, "interactions") == pytest.approx(product)


def test_follower_growth_fills_gaps_with_the_stock(media: Rows) -> None:
    growth, before = 0, 0
    for account in PLATFORM:
        last = None
        for one in sorted(
            (one for one in media["social_account_day"] if one["account_id"] == account), key=lambda one: one["day"]
        ):
            stock = one["followers"] if one["followers"] is not None else last
            change = (
                one["follows_gained"]
                if one["follows_gained"] is not None
                else (stock - last if last is not None else 0)
            )
            growth += change if START <= one["day"] < END else 0
            before, last = before + (stock if one["day"] == "2024-02-29" else 0), stock
    assert value(media, "follower_growth") == growth
    assert value(media, "follower_growth_rate") == pytest.approx(growth / before)


def test_unanswered_inquiries_make_the_response_time_longer() -> None:
    rng = random.Random(3)
    replies = [str(datetime(2024, 3, 1) + timedelta(minutes=rng.randint(1, 500))) for _ in range(60)]
    asked = [{"occurred_at": "2024-03-01T00:00", "needs_reply": True, "replied_at": reply} for reply in replies]
    waits = sorted((datetime.fromisoformat(one["replied_at"]) - datetime(2024, 3, 1)).seconds / 60 for one in asked)
    waiting = [{"occurred_at": "2024-03-01T00:00", "needs_reply": True} for _ in range(20)]
    assert value({"social_interaction": asked}, "social_response_time") == pytest.approx(median(waits))
    both = value({"social_interaction": asked + waiting}, "social_response_time")
    assert both == pytest.approx(waits[39]), "the 40th of 80: those still waiting have waited longer than all others"


def test_crm_adoption_and_logging() -> None:
    rng = random.Random(8)
    monday = date(2024, 3, 4)
    usage = [
        {"employee_id": n, "day": str(monday + timedelta(days=day)), "records_created": rng.choice([0, 0, 1, None])}
        for n in range(1, 21)
        for day in range(21)
        if rng.random() < 0.6
    ]
    rows: Rows = {"employee": [{"crm_seat": True} for _ in range(20)], "crm_usage_day": usage}
    used: dict[tuple[int, int], int] = defaultdict(int)
    for one in usage:
        used[(one["employee_id"], (date.fromisoformat(one["day"]) - monday).days // 7)] += bool(one["records_created"])
    assert max(one["day"] for one in usage) == "2024-03-24", "the third week is over"
    assert value(rows, "adoption_rate") == pytest.approx(sum(days >= 3 for days in used.values()) / 60)

    touches = [
        {"customer_key": rng.randint(1, 40), "kind": "call", "occurred_at": f"2024-03-{rng.randint(1, 28):02}"}
        for _ in range(300)
    ]
    entries = [
        {"customer_key": rng.randint(1, 40), "occurred_at": f"2024-03-{rng.randint(1, 28):02}"} for _ in range(200)
    ]
    known = {(one["customer_key"], int(one["occurred_at"][-2:]) + shift) for one in entries for shift in (-1, 0, 1)}
    logged = sum((one["customer_key"], int(one["occurred_at"][-2:])) in known for one in touches)
    assert value({"touchpoint": touches, "crm_activity": entries}, "logging_coverage") == pytest.approx(logged / 300)


def test_a_changed_counting_rule_is_said() -> None:
    days = [
        {"account_id": "a", "platform": "x", "day": f"2024-03-{day:02}", "views": 10, "definition_version": version}
        for day, version in ((1, "old"), (2, "old"), (3, "new"))
    ]
    days.append({"account_id": "b", "platform": "y", "day": "2024-03-01", "views": 5, "definition_version": "other"})

    def notes(by: tuple[str, ...], end: str) -> dict[Any, bool]:
        ask = Ask("total", by, start=parse_day(START), end=parse_day(end))
        found = answer(worked.facts({"social_account_day": days}), "impressions", ask)
        return {tuple(one.dims.values()): one.note is not None for one in found}

    assert notes((), END) == {(): True}
    assert notes((), "2024-03-03") == {(): False}, "two platforms have two rules, but none changed its own"
    assert notes(("platform",), END) == {("x",): True, ("y",): False}
