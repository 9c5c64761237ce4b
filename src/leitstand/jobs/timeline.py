"""Everything that happened between the company and each customer, in order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from leitstand.analysis.run.sight import StoreSight
from leitstand.foundation.schema import table as schema_table
from leitstand.metrics.compute.facts import StoreFacts

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("customer", "day", "kind", "key", "number", "amount", "count", "word", "other", "until")
TALKS = ("call", "email", "meeting", "note")


@dataclass(frozen=True)
class Timeline:
    """table: one row per event, by customer, newest first: customer, day, kind, and what its kind says of it.

    order, cancelled: key, number, amount (net), count (pieces). refund: amount, word (reason). ticket: key, number,
    word (topic), other (type), count (closed), until (solved). survey: key (answer), amount (score), word (instrument).
    visit: count (visits), amount (pages). click: count. invoice: key, number, amount (gross), other (paid, open), until
    (due); day: paid or issued. call, email, meeting, note: word (about: deal, ticket,
    customer). consent: word (purpose), other (given,
    withdrawn). deal: key, amount, other (outcome). late: count (days after the promised day).
    """

    table: pd.DataFrame

    def of(self, customer: int) -> pd.DataFrame:
        """The events of one customer, newest first."""
        keys = self.table.customer.to_numpy()
        first, last = np.searchsorted(keys, [customer, customer + 1])
        return self.table.iloc[first:last]


def timeline(facts: StoreFacts) -> Timeline:
    """The events of all customers."""
    import pandas as pd

    sight = StoreSight(facts)
    parts = [_shaped(part) for make in MAKERS for part in make(sight)]
    table = pd.concat([part for part in parts if len(part)] or [_shaped(pd.DataFrame({"customer": []}))])
    table = table.dropna(subset=["day"])
    table = table[table.day <= pd.Timestamp(facts.as_of)]
    table = table.sort_values(["customer", "day", "kind", "key"], ascending=[True, False, True, True], kind="stable")
    for name in ("kind", "word", "other"):
        table[name] = table[name].astype("category")
    return Timeline(table.reset_index(drop=True))


def _shaped(part: pd.DataFrame) -> pd.DataFrame:
    """With all columns, the customer known."""
    import pandas as pd

    part = part.dropna(subset=["customer"])
    found = pd.DataFrame({"customer": part.customer.astype("int64")})
    for name in COLUMNS[1:]:
        given = part.get(name)
        if name in ("day", "until"):
            days = pd.Series(pd.NaT, part.index) if given is None else pd.to_datetime(given)
            found[name] = days.astype("datetime64[s]")
        elif name in ("amount", "count"):
            found[name] = given.astype(float) if given is not None else np.nan
        elif name == "key":
            found[name] = given.fillna(0).astype("int64") if given is not None else 0
        else:
            found[name] = given.astype(object) if given is not None else None
    return found


def _rows(sight: StoreSight, table: str, *columns: str) -> pd.DataFrame:
    rows = sight.rows(table, ["customer_key", *columns])
    return rows.rename(columns={"customer_key": "customer"}).dropna(subset=["customer"])


def _numbered(sight: StoreSight, table: str, keys: pd.Series) -> pd.Series:
    """The numbers of rows in their source."""
    key = schema_table(table).key[0]
    found = sight.facts.backend.con.execute(f'SELECT "{key}", min(source_id) FROM "{table}" GROUP BY 1').fetchall()
    return keys.map(dict(found))


def _orders(sight: StoreSight) -> Iterator[pd.DataFrame]:
    if not sight.has("order"):
        return
    rows = _rows(sight, "order", "order_id", "ordered_on", "status", "net_amount_base")
    rows = rows.rename(columns={"order_id": "key", "ordered_on": "day", "net_amount_base": "amount"})
    if sight.has("order_line"):
        lines = sight.rows("order_line", ["order_id", "line_type", "quantity", "net_amount_base"])
        goods = lines[lines.line_type.fillna("goods") == "goods"].groupby("order_id").quantity.sum()
        net = lines.groupby("order_id").net_amount_base.sum()
        rows = rows.assign(count=rows.key.map(goods), amount=rows.amount.fillna(rows.key.map(net)))
    cancelled = rows.status == "cancelled"
    yield rows.assign(kind=np.where(cancelled, "cancelled", "order"), number=_numbered(sight, "order", rows.key))


def _late_deliveries(sight: StoreSight) -> Iterator[pd.DataFrame]:
    if not (sight.has("shipment") and sight.has("order")):
        return
    rows = sight.rows("shipment", ["shipment_id", "order.customer_key", "promised_on", "delivered_on"])
    rows = rows.rename(columns={"order.customer_key": "customer", "shipment_id": "key", "delivered_on": "day"})
    late = rows[rows.day > rows.promised_on]
    yield late.assign(kind="late", count=(late.day - late.promised_on).dt.days)


def _refunds(sight: StoreSight) -> Iterator[pd.DataFrame]:
    if sight.has("customer_refund"):
        rows = _rows(sight, "customer_refund", "refunded_on", "amount_base", "reason")
        found = rows.groupby(["customer", "refunded_on"], as_index=False).agg(
            amount_base=("amount_base", "sum"), reason=("reason", "first")
        )
        found = found.rename(columns={"refunded_on": "day", "amount_base": "amount", "reason": "word"})
        yield found.assign(kind="refund")


def _tickets(sight: StoreSight) -> Iterator[pd.DataFrame]:
    if sight.has("ticket"):
        rows = _rows(sight, "ticket", "ticket_id", "created_on", "type", "category_l1", "last_solved_on",
                     "first_solved_on", "status")  # fmt: skip
        closed = rows.status.isin(["solved", "closed"])
        until = rows.last_solved_on.fillna(rows.first_solved_on).where(closed | rows.status.isna())
        rows = rows.rename(columns={"ticket_id": "key", "created_on": "day", "category_l1": "word", "type": "other"})
        yield rows.assign(kind="ticket", until=until, count=closed, number=_numbered(sight, "ticket", rows.key))


def _surveys(sight: StoreSight) -> Iterator[pd.DataFrame]:
    """One row per answer sheet: the overall question of it, else the first."""
    if sight.has("answer_score"):
        rows = _rows(sight, "answer_score", "answer_id", "invite_id", "answered_on", "item_key", "score", "instrument")
        rows = rows.dropna(subset=["score"]).assign(sub=(rows.item_key.fillna("overall") != "overall"))
        rows = rows.sort_values(["sub", "answer_id"])
        sheet = rows.invite_id.where(rows.invite_id.notna(), rows.answer_id)
        rows = rows[~sheet.duplicated()]
        rows = rows.rename(columns={"answer_id": "key", "answered_on": "day", "score": "amount", "instrument": "word"})
        yield rows.assign(kind="survey")


def _visits(sight: StoreSight) -> Iterator[pd.DataFrame]:
    if sight.has("web_session"):
        rows = _rows(sight, "web_session", "started_on", "pageviews")
        found = rows.groupby(["customer", "started_on"], as_index=False).agg(
            count=("customer", "size"), amount=("pageviews", "sum")
        )
        yield found.rename(columns={"started_on": "day"}).assign(kind="visit")


def _clicks(sight: StoreSight) -> Iterator[pd.DataFrame]:
    if sight.has("touchpoint"):
        rows = _rows(sight, "touchpoint", "occurred_on", "kind", "channel")
        rows = rows[rows.kind == "click"]
        found = rows.groupby(["customer", "occurred_on", "channel"], as_index=False, dropna=False).size()
        found = found.rename(columns={"occurred_on": "day", "size": "count", "channel": "word"})
        yield found.assign(kind="click")


def _invoices(sight: StoreSight) -> Iterator[pd.DataFrame]:
    if sight.has("invoice"):
        rows = _rows(sight, "invoice", "invoice_id", "issued_on", "due_on", "paid_in_full_on", "gross_amount_base")
        paid = rows.paid_in_full_on.notna() & (rows.paid_in_full_on <= str(sight.as_of))
        rows = rows.rename(columns={"invoice_id": "key", "gross_amount_base": "amount", "due_on": "until"})
        yield rows.assign(
            kind="invoice", day=rows.paid_in_full_on.where(paid, rows.issued_on), other=np.where(paid, "paid", "open"),
            number=_numbered(sight, "invoice", rows.key),
        )  # fmt: skip


def _talks(sight: StoreSight) -> Iterator[pd.DataFrame]:
    if sight.has("crm_activity"):
        rows = _rows(sight, "crm_activity", "activity_id", "occurred_on", "type", "deal_id", "ticket_id")
        rows = rows[rows.type.isin(TALKS)]
        about = np.where(rows.ticket_id.notna(), "ticket", np.where(rows.deal_id.notna(), "deal", "customer"))
        yield rows.assign(word=about).rename(columns={"activity_id": "key", "occurred_on": "day", "type": "kind"})


def _consents(sight: StoreSight) -> Iterator[pd.DataFrame]:
    if sight.has("consent") and sight.has("contact"):
        rows = sight.rows("consent", ["contact_key", "purpose", "status", "occurred_on"])
        people = sight.rows("contact", ["contact_key", "customer_key"]).dropna()
        rows = rows.assign(customer=rows.contact_key.map(people.set_index("contact_key").customer_key))
        rows = rows.rename(columns={"purpose": "word", "status": "other", "occurred_on": "day"})
        yield rows.drop_duplicates(["customer", "word", "other", "day"]).assign(kind="consent")


def _deals(sight: StoreSight) -> Iterator[pd.DataFrame]:
    if sight.has("deal"):
        rows = _rows(sight, "deal", "deal_id", "created_on", "closed_on", "outcome", "amount_base")
        rows = rows.rename(columns={"deal_id": "key", "amount_base": "amount", "outcome": "other"})
        yield rows.assign(kind="deal", day=rows.closed_on.fillna(rows.created_on))


MAKERS: tuple[Callable[[StoreSight], Iterator[pd.DataFrame]], ...] = (
    _orders, _late_deliveries, _refunds, _tickets, _surveys, _visits, _clicks, _invoices, _talks, _consents, _deals,
)  # fmt: skip


def plain(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values by column: days as `date`, None where something is missing."""
    import pandas as pd

    def one(value: Any) -> Any:
        if value is None or pd.isna(value):
            return None
        return value.date() if isinstance(value, pd.Timestamp) else value

    return [{str(name): one(value) for name, value in row.items()} for row in rows.to_dict("records")]
