"""How many followers each account won or lost per day, net."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """`net_follows`: won − lost; without those figures, the change of the stock since the last day known."""
    import ibis

    days = facts.table("social_account_day")
    # a day without a reading keeps the one before: readings so far number the stretches between them
    upto = ibis.window(group_by=["account_id", "platform"], order_by="day", preceding=(None, 0))
    days = days.mutate(reading=days.followers.count().over(upto))
    stretch = ibis.window(group_by=["account_id", "platform", "reading"])
    days = days.mutate(followers=days.followers.max().over(stretch))
    reported = days.follows_gained.notnull() | days.follows_lost.notnull()
    order = ibis.window(group_by=["account_id", "platform"], order_by="day")
    change = days.followers - days.followers.lag().over(order)
    net = reported.ifelse(days.follows_gained.fill_null(0) - days.follows_lost.fill_null(0), change)
    return days.select("account_id", "platform", "day", "followers", net_follows=net)


RELATION = Relation(
    title=Text(de="Veränderung der Follower je Tag", en="Change of followers per day"),
    build=build,
    sources=("social_account_day",),
    days=("day",),
)
