"""One row per time in which a customer kept buying at the usual pace, until three usual gaps passed in silence."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

GAPS_OF_SILENCE = 3
ENOUGH_GAPS = 3  # fewer say too little about a customer's own pace: then the usual pace of all customers holds


def build(facts: Facts) -> Any:
    import ibis

    gaps, days = facts.table("purchase_gap"), facts.table("purchase").select("customer_key", "ordered_on").distinct()
    paces = gaps.group_by(paced=gaps.customer_key).aggregate(pace=gaps.gap_days.median(), gaps=gaps.count())
    usual = paces.aggregate(usual=paces.pace.median())
    rows = days.left_join(paces, days.customer_key == paces.paced).cross_join(usual)
    own = (rows.gaps >= ENOUGH_GAPS).fill_null(False)
    patience = (own.ifelse(rows.pace, rows.usual) * GAPS_OF_SILENCE).floor().cast("int64")
    rows = rows.select("customer_key", "ordered_on", patience=patience).filter(lambda t: t.patience.notnull())
    before = rows.ordered_on.lag().over(group_by=rows.customer_key, order_by=rows.ordered_on)
    rows = rows.mutate(began=(rows.ordered_on.delta(before, unit="day") > rows.patience).fill_null(True).cast("int64"))
    so_far = ibis.cumulative_window(group_by=rows.customer_key, order_by=rows.ordered_on)
    rows = rows.mutate(spell=rows.began.sum().over(so_far))
    spells = rows.group_by("customer_key", "spell", "patience").aggregate(
        since=rows.ordered_on.min(), last_on=rows.ordered_on.max()
    )
    silent_on = (spells.last_on + (spells.patience + 1).as_interval("D")).cast("date")
    over = silent_on <= facts.as_of
    return spells.select("customer_key", "since", until=over.ifelse(silent_on, ibis.null("date")))


RELATION = Relation(
    title=Text(de="Zeiten regelmäßiger Käufe", en="Times of regular buying"),
    build=build,
    sources=("purchase",),
    references={"customer_key": "customer"},
    days=("since", "until"),
)
