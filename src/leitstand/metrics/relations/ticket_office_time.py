"""One row per ticket: the office minutes until the first answer by a person, or so far while there is none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.compute.working_time import local, office_minutes, working_days
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    tickets = facts.table("ticket_course")
    tickets = tickets.filter(tickets.response_seconds.notnull())
    first = tickets.created_on.min().to_pyarrow().as_py() or facts.as_of
    days = working_days(first - timedelta(days=1), facts.as_of + timedelta(days=2))
    ended_at = tickets.created_at + tickets.response_seconds.round().cast("int64").as_interval("s")
    rows = tickets.select(
        "ticket_id", "customer_key", "created_on", "waits",
        start=local(tickets.created_at, facts.zone), end=local(ended_at, facts.zone),
    )  # fmt: skip
    rows = office_minutes(office_minutes(rows, "start", days), "end", days)
    return rows.mutate(minutes=rows.end_minutes - rows.start_minutes)


RELATION = Relation(
    title=Text(de="Wartezeit in Geschäftszeiten", en="Waiting time in office hours"),
    build=build,
    sources=("ticket_course",),
    key="ticket_id",
    references={"ticket_id": "ticket", "customer_key": "customer"},
    extends="ticket",
    days=("created_on",),
)
