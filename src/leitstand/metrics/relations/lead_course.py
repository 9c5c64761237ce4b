"""One row per lead: how long the first answer by a person took, or the lead has been waiting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.compute.working_time import local
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    import ibis

    leads = facts.table("lead")
    leads = leads.filter(leads.created_on <= facts.as_of)
    now = ibis.literal(facts.as_of + timedelta(days=1)).cast("timestamp")
    person = (leads.first_response_by != "automatic").fill_null(True)
    answered = person & (leads.first_response_on <= facts.as_of).fill_null(False)
    end = answered.ifelse(leads.first_response_at, now)
    minutes = (end.epoch_seconds() - leads.created_at.epoch_seconds()).cast("float64") / 60
    return leads.select(
        "lead_id", "contact_key", "campaign_id", "created_on", waits=~answered,
        hour=local(leads.created_at, facts.zone).hour(),
        minutes=(minutes >= 0).ifelse(minutes, ibis.null("float64")),
    )  # fmt: skip


RELATION = Relation(
    title=Text(de="Verlauf der Anfragen", en="Course of leads"),
    build=build,
    sources=("lead",),
    key="lead_id",
    references={"lead_id": "lead", "contact_key": "contact", "campaign_id": "campaign"},
    extends="lead",
    days=("created_on",),
)
