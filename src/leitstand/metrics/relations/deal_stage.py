"""One row per deal and stage it entered: did it get further, and has it had the time to?"""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

PATIENCE = 0.9
"""A deal still in its stage counts once it is older than this quantile of the finished stays in that stage."""


def build(facts: Facts) -> Any:
    stays = _stays(facts)
    finished = stays.filter(stays.left_on.notnull())
    usual = finished.group_by("stage_id").aggregate(usual_days=finished.days.quantile(PATIENCE))
    usual = usual.rename(usual_stage="stage_id")
    rows = stays.left_join(usual, stays.stage_id == usual.usual_stage)
    furthest = stays.group_by("deal_id").aggregate(furthest=stays.position.max(where=~stays.is_lost))
    rows = rows.join(furthest, "deal_id")
    rows = rows.mutate(advanced=(rows.furthest > rows.position).fill_null(False) | rows.won)
    gone = rows.left_on.notnull() | rows.closed
    fair = rows.advanced | gone | (rows.days >= rows.usual_days).fill_null(False)
    rows = rows.filter(fair & ~rows.is_won & ~rows.is_lost & rows.position.notnull())
    return rows.select("deal_id", "stage_id", "entered_on", "advanced")


def _stays(facts: Facts) -> Any:
    """First entry of each deal into each stage, with days in it (until today while it is there)."""
    import ibis

    history, stages, deals = facts.table("deal_stage_history"), facts.table("pipeline_stage"), facts.table("deal")
    today = ibis.literal(facts.until("deal_stage_history"))
    history = history.filter(history.entered_on <= today)
    left = (history.left_on <= today).fill_null(False).ifelse(history.left_on, ibis.null("date"))
    history = history.mutate(left_on=left)
    stays = history.group_by(["deal_id", "stage_id"]).aggregate(
        entered_on=history.entered_on.min(),
        # back in the stage and still there: it has not left
        left_on=history.left_on.isnull().any().ifelse(ibis.null("date"), history.left_on.max()),
    )
    stays = stays.mutate(days=ibis.coalesce(stays.left_on, today).delta(stays.entered_on, unit="day"))
    stages = stages.select(
        place=stages.stage_id,
        position=stages.position,
        is_won=stages.is_won.fill_null(False),
        is_lost=stages.is_lost.fill_null(False),
    )
    closed = (deals.closed_on <= today).fill_null(False) | (
        deals.closed_on.isnull() & (deals.outcome.fill_null("open") != "open")
    )
    deals = deals.select(deal=deals.deal_id, closed=closed, won=closed & (deals.outcome == "won"))
    rows = stays.join(stages, stays.stage_id == stages.place)
    rows = rows.left_join(deals, rows.deal_id == deals.deal)
    return rows.mutate(closed=rows.closed.fill_null(False), won=rows.won.fill_null(False))


RELATION = Relation(
    title=Text(de="Phasen der Verkaufschancen", en="Stages of deals"),
    build=build,
    sources=("deal_stage_history", "pipeline_stage"),
    references={"deal_id": "deal", "stage_id": "pipeline_stage"},
    days=("entered_on",),
)
