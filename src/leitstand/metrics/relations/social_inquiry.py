"""Messages and comments on social media that need a reply, with how long they waited or have been waiting."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """`waiting_minutes`: until the reply, or until the end of `as_of` where there is none yet (`is_open`)."""
    import ibis

    rows = facts.table("social_interaction")
    rows = rows.filter(rows.needs_reply.fill_null(False), rows.occurred_on <= facts.as_of)
    replied = rows.replied_at.notnull() & (rows.replied_on <= facts.as_of)
    end = ibis.literal(facts.as_of).cast("timestamp") + ibis.interval(days=1)
    seconds = replied.ifelse(rows.replied_at, end).epoch_seconds() - rows.occurred_at.epoch_seconds()
    known = (seconds >= 0) | ~replied  # a reply before the question is a mistake in the data
    minutes = known.ifelse(ibis.greatest(seconds, 0) / 60.0, None)
    is_open = ~replied.fill_null(False)
    return rows.select("interaction_id", "post_id", "occurred_on", waiting_minutes=minutes, is_open=is_open)


RELATION = Relation(
    title=Text(de="Anfragen in sozialen Medien", en="Social media inquiries"),
    build=build,
    sources=("social_interaction",),
    key="interaction_id",
    references={"interaction_id": "social_interaction", "post_id": "social_post"},
    extends="social_interaction",
    days=("occurred_on",),
)
