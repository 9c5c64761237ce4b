"""When each deal was open and what shows whether it is looked after."""

from typing import Any

import ibis

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

PATIENCE = 0.9
"""A deal is left alone too long when it rests longer than this share of the stays in its stage."""


def build(facts: Facts) -> Any:
    """One row per deal: open_since, open_until (null: still open), expected_close_date, next_activity_on,
    last_touch_on, patience_days, stage_id, owner_employee_id.

    last_touch_on: last activity, else entry into the stage, else creation. patience_days: null without finished stays.
    """
    stay = facts.table("deal_stage_history").filter(lambda t: t.stage_id.notnull() & t.entered_on.notnull())
    done = stay.filter(stay.left_on.notnull())
    patience = done.group_by("stage_id").aggregate(
        patience_days=done.left_on.delta(done.entered_on, unit="day").cast("float64").quantile(PATIENCE)
    )
    latest = ibis.window(group_by="deal_id", order_by=[ibis.desc("entered_at"), "row_key"])
    last = stay.mutate(place=ibis.row_number().over(latest)).filter(lambda t: t.place == 0)
    last = last.select("deal_id", "stage_id", "entered_on").left_join(patience, "stage_id").drop("stage_id_right")
    deal = facts.table("deal").left_join(last, "deal_id")
    still_open = deal.outcome.fill_null("open") == "open"
    ended = deal.closed_on.coalesce(deal.last_activity_on, deal.created_on, ibis.date(1900, 1, 1))
    until = still_open.ifelse(deal.closed_on, ended)
    return deal.select(
        "deal_id", "customer_key", "owner_employee_id", "stage_id",
        "expected_close_date", "next_activity_on", "patience_days",
        open_since=deal.created_on.coalesce(until, ibis.date(1900, 1, 1)),
        open_until=until,
        last_touch_on=deal.last_activity_on.coalesce(deal.entered_on, deal.created_on),
    )  # fmt: skip


RELATION = Relation(
    title=Text(de="Pflege der Verkaufschancen", en="Upkeep of deals"),
    build=build,
    sources=("deal",),  # stages are read too where the source has them
    references={"customer_key": "customer", "owner_employee_id": "employee", "stage_id": "pipeline_stage"},
    days=("open_since", "open_until"),
)
