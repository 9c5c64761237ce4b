"""One row per survey invitation: was it delivered, was it answered?"""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    invites, answers = facts.table("survey_invite"), facts.table("survey_answer")
    given = answers.filter(answers.answered_on <= facts.as_of).select(answered_invite=answers.invite_id).distinct()
    rows = invites.left_join(given, invites.invite_id == given.answered_invite)
    answered = rows.answered_invite.notnull()
    # Who answers has received it, whatever the mail server said; a source that does not say delivers all.
    delivered = rows.delivered.fill_null(True) | answered
    return rows.select("invite_id", "contact_key", "sent_on", answered=answered, delivered=delivered)


RELATION = Relation(
    title=Text(de="Einladungen mit Rücklauf", en="Invitations with response"),
    build=build,
    sources=("survey_invite", "survey_answer"),
    key="invite_id",
    references={"invite_id": "survey_invite", "contact_key": "contact"},
    days=("sent_on",),
)
