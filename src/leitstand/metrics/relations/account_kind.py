"""What each account of the books holds: as the company's own list says, else as the chart of accounts does."""

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """account, label, kind, cost_type, own (the company's list names it), by_center (and tells cost centres apart).

    An own entry without a kind leaves the chart's; its cost type always counts, also where it is empty.
    """
    account = facts.table("ledger_account")
    listed = account.chart.isnull() & (account.kind.notnull() | account.cost_type.notnull())
    whole = account.cost_center.isnull()
    return (
        account.group_by("account")
        .aggregate(
            label=account.label.max(where=whole),
            own_kind=account.kind.max(where=listed & whole),
            own_cost_type=account.cost_type.max(where=listed & whole),
            kind=account.kind.max(where=account.chart.notnull()),
            cost_type=account.cost_type.max(where=account.chart.notnull()),
            own=(listed & whole).any(),
            by_center=(listed & ~whole).any(),
        )
        .select(
            "account", "label", "own", "by_center",
            kind=lambda t: t.own_kind.coalesce(t.kind),
            cost_type=lambda t: t.own.ifelse(t.own_cost_type, t.cost_type),
        )
    )  # fmt: skip


RELATION = Relation(
    title=Text(de="Art jedes Kontos der Buchhaltung", en="Kind of each account of the books"),
    build=build,
    sources=("ledger_account",),
)
