"""One row per unbroken time in which a customer had a contract; `until` is the first day without one."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    import ibis

    periods = facts.table("subscription_period")
    periods = periods.filter(periods.customer_key.notnull() & (periods.period_month <= facts.as_of))
    running = (periods.mrr > 0).fill_null(True) & (periods.movement != "churn").fill_null(True)
    months = periods.mutate(month=periods.period_month.truncate("M"), running=running)
    newest = months.aggregate(newest=months.month.max())
    months = months.filter(months.running).select("customer_key", "month").distinct()
    place = months.month.year() * 12 + months.month.month()
    before = place.lag().over(group_by=months.customer_key, order_by=months.month)
    months = months.mutate(began=(place - before > 1).fill_null(True).cast("int64"))
    so_far = ibis.cumulative_window(group_by=months.customer_key, order_by=months.month)
    months = months.mutate(spell=months.began.sum().over(so_far))
    spells = months.group_by("customer_key", "spell").aggregate(since=months.month.min(), last_month=months.month.max())
    spells = spells.cross_join(newest)
    after = (spells.last_month + ibis.interval(months=1)).cast("date")
    # A contract in the newest month loaded still runs: the month after it is not known yet.
    over = spells.last_month < spells.newest
    return spells.select("customer_key", "since", until=over.ifelse(after, ibis.null("date")))


RELATION = Relation(
    title=Text(de="Laufzeiten der Kund:innen", en="Contract times of customers"),
    build=build,
    sources=("subscription_period",),
    references={"customer_key": "customer"},
    days=("since", "until"),
)
