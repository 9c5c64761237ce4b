"""Costs of customer work: as the books have them, in more detail where other sources have it."""

from typing import Any

import ibis

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

OWN = ("campaign_id", "channel", "allocation_key")


def build(facts: Facts) -> Any:
    """Columns as in `cost`.

    Where the books hold a cost type in a month, they say how much it was. What other sources (ad platforms) tell of the
    same cost stays, by campaign and channel, and is taken off again without these: the total is that of the books.
    """
    cost, ledger = facts.table("cost"), facts.table("ledger_line")
    ledger = ledger.filter(ledger.cost_type.notnull() & ~ledger.carried)
    schema = cost.schema()
    empty = {name: ibis.null(schema[name]) for name in (*OWN, "team")}
    shared = [name for name in ("booked_on", "amount", "amount_base", "currency", "cost_type", "source_system",
                                "period_precision", "row_key") if name in cost.columns]  # fmt: skip
    booked = ledger.select(*shared, **{**empty, "team": ledger.cost_center})
    months = ledger.select(month=ledger.booked_on.truncate("M"), held=ledger.cost_type).distinct()
    twice = cost.semi_join(months, [cost.booked_on.truncate("M") == months.month, cost.cost_type == months.held])
    taken_off = twice.select(*shared, **empty).mutate(amount=lambda t: -t.amount, amount_base=lambda t: -t.amount_base)
    told = cost.select(*shared, *empty)
    return ibis.union(told, booked.select(told.columns).cast(told.schema()),
                      taken_off.select(told.columns).cast(told.schema()), distinct=False)  # fmt: skip


RELATION = Relation(
    title=Text(de="Gebuchte Kosten der Kundenarbeit", en="Booked cost of customer work"),
    build=build,
    sources=("cost", "ledger_entry"),
    either=("cost", "ledger_entry"),
    references={"campaign_id": "campaign"},
    days=("booked_on",),
)
