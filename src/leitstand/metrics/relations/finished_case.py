"""Cases with the day of their last step and whether something had to be done twice."""

from typing import Any

import ibis

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

LEGITIMATE_LOOPS: frozenset[str] = frozenset()
"""Activities that may be repeated without being rework."""


def build(facts: Facts) -> Any:
    """process, case_ref, ended_on, reworked, customer_key.

    Process cases (an activity twice), solved tickets (process `ticket`, reopened) and closed deals with stages
    (process `deal`, back to an earlier stage).
    """
    return ibis.union(_process_cases(facts), _tickets(facts), _deals(facts), distinct=False)


def _process_cases(facts: Facts) -> Any:
    event = facts.table("case_event").filter(lambda t: t.case_id.notnull() & t.completed_on.notnull())
    keys = ["source_system", "process", "case_id"]
    times = event.group_by([*keys, "activity"]).aggregate(times=event.count(), ended_on=event.completed_on.max())
    twice = (times.times > 1) & times.activity.notnull()
    if LEGITIMATE_LOOPS:
        twice = twice & times.activity.notin(list(LEGITIMATE_LOOPS))
    case = times.group_by(keys).aggregate(ended_on=times.ended_on.max(), reworked=twice.any())
    return case.select("process", "ended_on", "reworked", case_ref=case.case_id, customer_key=ibis.null("int64"))


def _tickets(facts: Facts) -> Any:
    ticket = facts.table("ticket")
    ticket = ticket.filter(
        ticket.reopen_count.notnull()
        & ticket.last_solved_on.notnull()
        & ticket.status.fill_null("solved").isin(["solved", "closed"])
    )
    return ticket.select(
        process=ibis.literal("ticket"), ended_on=ticket.last_solved_on,
        reworked=ticket.reopen_count > 0,
        case_ref=ticket.ticket_id.cast("string"), customer_key=ticket.customer_key,
    )  # fmt: skip


def _deals(facts: Facts) -> Any:
    stay = facts.table("deal_stage_history").filter(lambda t: t.entered_at.notnull())
    stay = stay.join(facts.table("pipeline_stage").select("stage_id", "position"), "stage_id")
    order = ibis.window(group_by="deal_id", order_by=["entered_at", "position"])
    stay = stay.mutate(back=(stay.position < stay.position.lag().over(order)).fill_null(False))
    moved = stay.group_by("deal_id").aggregate(reworked=stay.back.any())
    deal = facts.table("deal").filter(lambda t: t.closed_on.notnull()).join(moved, "deal_id")
    return deal.select(
        process=ibis.literal("deal"), ended_on=deal.closed_on, reworked=deal.reworked,
        case_ref=deal.deal_id.cast("string"), customer_key=deal.customer_key,
    )  # fmt: skip


RELATION = Relation(
    title=Text(de="Abgeschlossene Vorgänge", en="Finished cases"),
    build=build,
    sources=("case_event", "ticket", "deal", "deal_stage_history", "pipeline_stage"),
    either=("case_event", "ticket", "deal_stage_history"),
    references={"customer_key": "customer"},
    days=("ended_on",),
)
