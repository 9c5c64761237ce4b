"""People reached per day as the platform counted them: per account; for more only where there is but one account."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

SPLITS = ("", "platform", "account_id", "platform,account_id")


def build(facts: Facts) -> Any:
    """Rows of one day; `split` names what the row is split by. People are never added over days or accounts."""
    import ibis

    days = facts.table("social_account_day")
    days = days.filter(days.reach_unique.notnull()).select("account_id", "platform", "day", "reach_unique")
    parts = []
    for split in SPLITS:
        columns = [name for name in split.split(",") if name]
        alone = ibis.window(group_by=["day", *columns])
        rows = days.mutate(rows=days.count().over(alone))
        rows = rows.filter(rows.rows == 1)
        parts.append(rows.mutate(owner=ibis.literal(""), split=ibis.literal(split), last_day=rows.day).drop("rows"))
    return ibis.union(*parts)


RELATION = Relation(
    title=Text(de="Erreichte Personen je Tag", en="People reached per day"),
    build=build,
    sources=("social_account_day",),
    days=("day", "last_day"),
)
