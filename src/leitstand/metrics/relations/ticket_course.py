"""One row per ticket: how long the answer and the solution took or have been taking, and whether once was enough."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

DAYS_TO_COME_BACK = 7


def build(facts: Facts) -> Any:
    import ibis

    tickets = facts.table("ticket")
    tickets = tickets.filter(tickets.created_on <= facts.as_of)
    replies = _replies(facts)
    rows = tickets.left_join(replies, tickets.ticket_id == replies.replied_ticket)
    # a source with one time of solution gives the first; never opened again, it is the last one too
    once = rows.status.isin(["solved", "closed"]).fill_null(True) & (rows.reopen_count.fill_null(0) == 0)
    rows = rows.mutate(
        last_solved_at=rows.last_solved_at.coalesce(once.ifelse(rows.first_solved_at, ibis.null("timestamp"))),
        last_solved_on=rows.last_solved_on.coalesce(once.ifelse(rows.first_solved_on, ibis.null("date"))),
    )
    now = ibis.literal(facts.as_of + timedelta(days=1)).cast("timestamp")
    closed = rows.status.isin(["solved", "closed"])
    done = closed.fill_null(True) & (rows.last_solved_on <= facts.as_of).fill_null(False)
    # Closed, but the source does not say when: it neither waits nor has a duration.
    vague = closed.fill_null(False) & rows.last_solved_at.isnull()
    solved_at = done.ifelse(rows.last_solved_at, now)
    first_at = rows.first_solved_at.coalesce(done.ifelse(rows.last_solved_at, now))
    first_done = (rows.first_solved_on <= facts.as_of).fill_null(False) | done
    # Where a machine answered, the source's own "first response" may be that of the machine.
    stated = rows.machine_replied.fill_null(False).ifelse(ibis.null("timestamp"), rows.first_response_at)
    response = rows.agent_reply_at.coalesce(stated)
    answered = (response < now).fill_null(False)
    return rows.select(
        "ticket_id", "customer_key", "created_at", "created_on",
        left_on=vague.ifelse(rows.created_on, done.ifelse(rows.last_solved_on, ibis.null("date"))),
        solved_on=done.ifelse(rows.last_solved_on, ibis.null("date")),
        is_complaint=rows.is_complaint.coalesce(rows.type == "complaint").fill_null(False),
        waits=~answered,
        response_seconds=_seconds(rows.created_at, answered.ifelse(response, solved_at), ~vague | answered),
        unsolved=~done,
        solution_seconds=_seconds(rows.created_at, solved_at, ~vague),
        never_solved=~first_done,
        first_solution_seconds=_seconds(rows.created_at, first_done.ifelse(first_at, now), ~vague | first_done),
        replies=rows.agent_reply_count.coalesce(rows.agent_replies),
        comes_back=(rows.reopen_count > 0).fill_null(False) | _again(rows),
    )  # fmt: skip


def _replies(facts: Facts) -> Any:
    """Per ticket: first answer by a person, number of such answers, and whether a machine answered."""
    events = facts.table("ticket_event")
    events = events.filter((events.event == "public_reply") & (events.occurred_on <= facts.as_of))
    machine = events.actor_type.isin(["bot", "system"]).fill_null(False)
    person = events.actor_type.fill_null("agent") == "agent"
    return events.group_by(replied_ticket=events.ticket_id).aggregate(
        agent_reply_at=events.occurred_at.min(where=person),
        agent_replies=events.count(where=person),
        machine_replied=machine.any(),
    )


def _seconds(start: Any, end: Any, known: Any) -> Any:
    """Seconds between two instants; null where unknown or where the clock runs backwards."""
    import ibis

    seconds = (end.epoch_seconds() - start.epoch_seconds()).cast("float64")
    return (known & (seconds >= 0)).ifelse(seconds, ibis.null("float64"))


def _again(rows: Any) -> Any:
    """The same customer has another ticket on the same topic, at the latest seven days after the solution."""
    import ibis

    topic = rows.category_l1.fill_null("")
    order = [rows.created_at, rows.ticket_id]
    following = rows.created_at.lead().over(group_by=[rows.customer_key, topic], order_by=order)
    soon = following <= rows.last_solved_at + ibis.interval(days=DAYS_TO_COME_BACK)
    return (rows.customer_key.notnull() & soon).fill_null(False)


RELATION = Relation(
    title=Text(de="Verlauf der Anliegen", en="Course of tickets"),
    build=build,
    sources=("ticket",),
    key="ticket_id",
    references={"ticket_id": "ticket", "customer_key": "customer"},
    extends="ticket",
    days=("created_on", "solved_on", "left_on"),
)
