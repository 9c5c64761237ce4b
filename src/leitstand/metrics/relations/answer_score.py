"""One row per survey answer: its score brought to 0 … 1 where 1 is best, and the weight of its item."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

USUAL = {"nps": (0, 10), "acsi": (1, 10)}
"""Scales fixed by the instrument, where the survey does not state its own."""


def build(facts: Facts) -> Any:
    import ibis

    rows = _joined(facts)
    low, high = rows.scale_min, rows.scale_max
    for instrument, (least, most) in USUAL.items():
        same = (rows.instrument == instrument).fill_null(False)
        low = same.ifelse(low.coalesce(least), low)
        high = same.ifelse(high.coalesce(most), high)
    valid = ((rows.score >= low) & (rows.score <= high) & (high > low)).fill_null(False)
    place = valid.ifelse((rows.score - low).cast("float64") / (high - low).cast("float64"), ibis.null("float64"))
    rows = rows.mutate(place=place, quality=rows.reverse.fill_null(False).ifelse(1 - place, place), low=low, high=high)
    year = [rows.instrument, rows.answered_on.year()]
    asked = rows.importance.mean().over(group_by=[*year, rows.item_key])
    usual = rows.importance.mean().over(group_by=year)
    return rows.mutate(item_weight=asked.coalesce(usual, 1.0))


def _joined(facts: Facts) -> Any:
    """Answers with their survey's scale, the customer (if need be the contact's) and the ticket they rate."""
    answers, invites, surveys = (facts.table(name) for name in ("survey_answer", "survey_invite", "survey"))
    contacts, tickets = facts.table("contact"), facts.table("ticket")
    rated = tickets.filter(tickets.csat_answer_id.notnull()).group_by(rated_answer_id=tickets.csat_answer_id)
    asked = invites.select("contact_key", asked_by=invites.invite_id, asked_survey_id=invites.survey_id)
    rows = answers.filter(answers.answered_on <= facts.as_of)
    rows = rows.left_join(asked, rows.invite_id == asked.asked_by)
    scale = surveys.select("survey_id", "instrument", "scale_min", "scale_max", "reverse")
    rows = rows.left_join(scale, rows.asked_survey_id == scale.survey_id)
    person = contacts.select(answering_contact=contacts.contact_key, contact_customer=contacts.customer_key)
    rows = rows.left_join(person, rows.contact_key == person.answering_contact)
    case = rated.aggregate(ticket_id=tickets.ticket_id.min())
    rows = rows.left_join(case, rows.answer_id == case.rated_answer_id)
    return rows.select(
        "answer_id", "invite_id", "ticket_id", "answered_on", "item_key", "score", "importance", "instrument",
        "scale_min", "scale_max", "reverse", customer_key=rows.customer_key.coalesce(rows.contact_customer),
    )  # fmt: skip


RELATION = Relation(
    title=Text(de="Bewertete Antworten", en="Scored answers"),
    build=build,
    sources=("survey_answer", "survey_invite", "survey"),
    key="answer_id",
    references={
        "answer_id": "survey_answer",
        "customer_key": "customer",
        "invite_id": "survey_invite",
        "ticket_id": "ticket",
    },
    days=("answered_on",),
)
