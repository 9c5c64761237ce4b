"""What became of each post: its latest counters, its platform and the followers on the day it was published."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """Counters are those of the last reading up to `as_of`; they are running totals and are never added over readings.

    `platform` is the post's own, else its account's if that is on one only; `interactions` where no counter was read.
    """
    posts = facts.table("social_post")
    posts = posts.filter(posts.published_on <= facts.as_of)
    posts = posts.select("post_id", "account_id", "published_on", named=posts.platform)
    joined = posts.left_join(_latest_reading(facts), "post_id").drop("post_id_right")
    joined = joined.left_join(_platforms(facts), "account_id").drop("account_id_right")
    joined = joined.mutate(platform=joined.named.coalesce(joined.platform)).drop("named")
    joined = joined.left_join(_followers(facts, posts), "post_id").drop("post_id_right")
    basket = [joined.reactions, joined.comments, joined.shares, joined.saves]
    read = basket[0].notnull() | basket[1].notnull() | basket[2].notnull() | basket[3].notnull()
    total = sum((part.fill_null(0) for part in basket[1:]), start=basket[0].fill_null(0))
    return joined.mutate(
        interactions=read.ifelse(total, None), weekday=(joined.published_on.day_of_week.index() + 1).cast("string")
    )


def _latest_reading(facts: Facts) -> Any:
    """The counters as last read off; they go on rising after the period."""
    import ibis

    readings = facts.table("social_post_snapshot")
    readings = readings.filter(readings.snapshot_on <= facts.captured_until)
    last = ibis.window(group_by=readings.post_id, order_by=[readings.snapshot_at.desc(), readings.row_key.desc()])
    readings = readings.mutate(place=ibis.row_number().over(last)).filter(lambda t: t.place == 0)
    counters = ("views", "reach_unique", "reactions", "comments", "shares", "saves", "link_clicks")
    return readings.select("post_id", *counters)


def _platforms(facts: Facts) -> Any:
    days = facts.table("social_account_day")
    found = days.group_by("account_id").aggregate(platforms=days.platform.nunique(), platform=days.platform.min())
    return found.filter(found.platforms == 1).drop("platforms")


def _followers(facts: Facts, posts: Any) -> Any:
    """Per post the followers on the last known day up to publication, of accounts on one platform."""
    import ibis

    days = facts.table("social_account_day")
    days = days.filter(days.followers.notnull()).join(_platforms(facts).select("account_id"), "account_id")
    pairs = posts.join(days.select("account_id", "day", "followers"), "account_id")
    pairs = pairs.filter(pairs.day <= pairs.published_on)
    last = ibis.window(group_by=pairs.post_id, order_by=pairs.day.desc())
    pairs = pairs.mutate(place=ibis.row_number().over(last)).filter(lambda t: t.place == 0)
    return pairs.select("post_id", "followers")


RELATION = Relation(
    title=Text(de="Ergebnis je Beitrag", en="Result per post"),
    build=build,
    sources=("social_post", "social_post_snapshot"),
    key="post_id",
    references={"post_id": "social_post"},
    extends="social_post",
    days=("published_on",),
)
