"""Postings of the books with what their account holds and which cost of customer work they are."""

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    """Columns as in `ledger_entry`, with label, kind, cost_type, and carried: a balance carried over, no movement.

    The company's entry for the account and cost centre goes before the one for the account, and both before the chart.
    Accounts that no list names are persons': beginning with 1 to 6 debtors, with 7 to 9 creditors.
    """
    entry, kinds, account = facts.table("ledger_entry"), facts.table("account_kind"), facts.table("ledger_account")
    center = account.filter(account.chart.isnull() & account.cost_center.notnull())
    center = center.group_by(["account", "cost_center"]).aggregate(
        center_kind=center.kind.max(), center_cost_type=center.cost_type.max()
    )
    rows = entry.left_join(kinds, "account").drop("account_right")
    rows = rows.left_join(center, ["account", "cost_center"])
    person = rows.account.re_search("^[1-9][0-9]{4,8}$") & rows.own.isnull()
    debtor = rows.account.substr(0, 1) <= "6"
    known = rows.center_kind.coalesce(rows.kind)
    rows = rows.mutate(
        kind=known.coalesce(person.ifelse(debtor.ifelse("receivable", "payable"), None)),
        cost_type=(rows.center_kind.notnull() | rows.center_cost_type.notnull()).ifelse(
            rows.center_cost_type, rows.cost_type
        ),
    )
    balances = kinds.filter(kinds.kind == "statistical").select(carried_from=kinds.account)
    rows = rows.left_join(balances, rows.contra_account == balances.carried_from)
    return rows.select(
        *entry.columns, "label", "kind", "cost_type",
        carried=(rows.kind.fill_null("") == "statistical") | rows.carried_from.notnull(),
    )  # fmt: skip


RELATION = Relation(
    title=Text(de="Buchungen mit der Art ihres Kontos", en="Postings with the kind of their account"),
    build=build,
    sources=("ledger_entry",),  # the list of accounts is read too, but a home without one still has postings
    references={"customer_key": "customer"},
    days=("booked_on",),
)
