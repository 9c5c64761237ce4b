"""What programs can ask about customers and tasks: names only for those who may see them, and each look is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from django.http import Http404

from leitstand.analysis.customers.segments import SEGMENTS
from leitstand.control.account import services as accounts
from leitstand.control.account.models import Role
from leitstand.control.task import services as task_list
from leitstand.foundation.errors import LeitstandError, UnknownId
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import SMALLEST_GROUP
from leitstand.web.api.asks import needs_data
from leitstand.web.company import Company
from leitstand.web.contract import may
from leitstand.web.pages.tasks.lists import Lists
from leitstand.web.persons import Persons
from leitstand.web.words import ROLES

if TYPE_CHECKING:
    import pandas as pd

Order = Literal["value", "-value", "score", "-score", "alive", "-alive", "revenue_year", "-revenue_year", "last_order",
                "-last_order"]  # fmt: skip
Whose = Literal["today", "mine", "team", "all"]
PAGE = "api"
WHOLE = ("order_days", "open_tickets", "open_invoices")
PLAIN = ("number", "name", "customer_type", "region_nuts", "country", "team", "since", "last_order", "next_order",
         "revenue_year", "value", "low", "high", "alive", "score", "score_before", "nps", "open_amount",
         "overdue_amount")  # fmt: skip


class NotAllowed(LeitstandError):
    """The role of the user is not enough."""


def customer_list(company: Company, group: str | None, region: str | None, own: bool, order: Order, offset: int,
                  limit: int) -> dict[str, Any]:  # fmt: skip
    """The customers in order, one page of them. Raises NotAllowed, UnknownId, UnusableInput, OutOfScope."""
    _allowed(company)
    needs_data(company)
    if group is not None and group not in SEGMENTS:
        raise UnknownId(Text(de="Die Gruppe", en="group"), group, SEGMENTS)
    persons = Persons(company)
    table = persons.table
    for column, wanted in (("rfm", group), ("region_nuts", region)):
        table = table if wanted is None else table[table[column] == wanted]
    if own:
        key = company.user.employee_key
        table = table[(table.owner == (-1 if key is None else key)).fillna(False).astype(bool)]
    told = handed_out(persons, table)
    left_out = len(table) - len(told)
    column = order.removeprefix("-")
    told = told.sort_values(column, ascending=column == order, na_position="last", kind="stable")
    rows = persons.rows(told.iloc[offset : offset + limit])
    return {
        "found": len(told), "left_out": left_out, "as_of": company.as_of, "currency": company.currency,
        "customers": [_customer(one) for one in _kept(persons, rows, "export")],
    }  # fmt: skip


def customer(company: Company, key: int) -> dict[str, Any]:
    """One customer. Raises NotAllowed, UnknownId also outside the scope."""
    _allowed(company)
    needs_data(company)
    persons = Persons(company)
    try:
        row = persons.row(key)
    except Http404:
        raise _unknown(key) from None
    (told,) = _kept(persons, [row], "view")
    return _customer(told)


def tasks(company: Company, whose: Whose, offset: int, limit: int) -> list[dict[str, Any]]:
    """The open tasks of a list in the order to do them in, one page of them. Raises NotAllowed."""
    _allowed(company)
    if company.empty:
        return []
    lists = Lists(company)
    if whose != "today" and whose not in dict(lists.offered()):
        raise NotAllowed(Text(de="Diese Liste gibt es für Sie nicht.", en="There is no such list for you."))
    every = lists.today() if whose == "today" else lists.open(whose)
    found = task_list.told(company.alias, every[offset : offset + limit])
    persons = lists.persons
    keys = dict.fromkeys(one.task.customer for one in found if one.task.customer in persons.table.index)
    named = persons.named(persons.rows(persons.table.loc[list(keys)]), PAGE, "export")
    known = {one["key"]: one for one in named}
    return [_task(one.as_dict(), known) for one in found]


def handed_out(persons: Persons, table: pd.DataFrame) -> pd.DataFrame:
    """The lines that may be told one by one: private persons whom the reader may not know by name only where there are
    at least ten of them, as in a file."""
    owners = [None if key < 0 else int(key) for key in table.owner.fillna(-1)]
    known = table.index.isin(table.index[[persons.company.sees_names(owner) for owner in owners]])
    unknown = (table.customer_type != "company") & ~known
    return table[~unknown] if 0 < int(unknown.sum()) < SMALLEST_GROUP else table


def _allowed(company: Company) -> None:
    if not may(company.user.role, Role.EMPLOYEE):
        raise NotAllowed(
            Text(de="Einzelne Kund:innen sind für Ihre Rolle nicht freigegeben.",
                 en="Your role may not look at single customers."),
            Text(de=f"Nötig ist mindestens die Rolle „{ROLES[Role.EMPLOYEE].de}“.",
                 en=f"It needs at least the role '{ROLES[Role.EMPLOYEE].en}'."),
        )  # fmt: skip


def _unknown(key: int) -> UnknownId:
    found = UnknownId(Text(de="Die Kund:in", en="customer"), str(key), ())
    found.next_step = Text(de="Vielleicht liegt sie außerhalb Ihres Bereichs.", en="It may lie outside your area.")
    return found


def _kept(persons: Persons, rows: list[dict[str, Any]], kind: Literal["view", "export"]) -> list[dict[str, Any]]:
    """The rows with names where they may be seen; a list that goes out is kept for all who stand in it."""
    named = persons.named(rows, PAGE, kind)
    if kind == "export" and (others := [one["key"] for one in named if one["name"] is None]):
        accounts.viewed(persons.company.alias, persons.company.user, kind, others, page=PAGE)
    return named


def _customer(row: Mapping[str, Any]) -> dict[str, Any]:
    """Keys are texts: they have more digits than numbers of JSON programs."""
    return {
        "key": str(row["key"]), "owner": _text(row["owner"]), "group": row["rfm"],
        **{name: row[name] for name in PLAIN},
        **{name: None if row[name] is None else int(row[name]) for name in WHOLE},
    }  # fmt: skip


def _task(told: Mapping[str, Any], known: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    key = told["customer_key"]
    row = known.get(key, {})
    same: Iterable[str] = ("id", "type", "title", "reason", "step", "due", "filed_on", "status", "value_at_stake",
                           "currency", "team")  # fmt: skip
    return {
        **{name: told[name] for name in same}, "owner": _text(told["owner"]),
        "customer": {"key": str(key), "number": row.get("number"), "name": row.get("name")},
    }  # fmt: skip


def _text(key: int | None) -> str | None:
    return None if key is None else str(key)
