"""What each invoice had open, and when: one row per stretch of days with the same open amount and lateness."""

from typing import Any

import ibis

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

BANDS = {1: "1–30", 31: "31–60", 61: "61–90", 91: ">90"}
"""First day late → name of the band."""
NOT_DUE = "0"


def build(facts: Facts) -> Any:
    """One row per invoice and stretch: open_since, open_until (null: still so), open amount, overdue, overdue_band.

    The open amount of a day is gross − payments up to that day; it ends on paid_in_full_on. What the source says is no
    longer open without saying since when (credit notes, write-offs, payments it does not list) was never open.
    """
    invoice = facts.table("invoice").filter(lambda t: t.issued_on.notnull() & t.gross_amount.notnull())
    payment = facts.table("payment").filter(lambda t: t.invoice_id.notnull() & t.paid_on.notnull())
    paid = payment.group_by("invoice_id").aggregate(paid=payment.amount.sum())
    invoice = invoice.left_join(paid, "invoice_id").drop("invoice_id_right")
    undated = (invoice.gross_amount - invoice.paid.fill_null(0) - invoice.open_amount).fill_null(0)
    undated = invoice.paid_in_full_on.isnull().ifelse(ibis.greatest(undated, 0), 0)
    invoice = invoice.select(
        "invoice_id", "issued_on", "paid_in_full_on", "gross_amount", "gross_amount_base", "currency",
        due_on=invoice.due_on.coalesce(invoice.issued_on + invoice.payment_terms_days.as_interval("D")),
        claim=invoice.gross_amount - undated,
    )  # fmt: skip
    changes = _changes(invoice, payment)
    later = ibis.window(group_by="invoice_id", order_by="day")
    stretches = changes.mutate(
        paid=changes.amount.sum().over(ibis.cumulative_window(group_by="invoice_id", order_by="day")),
        following=changes.day.lead().over(later),
    )
    rows = stretches.join(invoice, "invoice_id")
    rows = rows.mutate(
        open_amount=rows.claim - rows.paid,
        open_since=rows.day,
        open_until=rows.following.coalesce(rows.paid_in_full_on),
        late=rows.day.delta(rows.due_on, unit="day"),
    )
    rows = rows.filter((rows.open_amount > 0) & (rows.paid_in_full_on.isnull() | (rows.day < rows.paid_in_full_on)))
    rate = rows.gross_amount_base.cast("float64") / rows.gross_amount.nullif(0).cast("float64")
    return rows.select(
        "invoice_id", "open_since", "open_until", "open_amount", "currency",
        open_amount_base=(rows.open_amount.cast("float64") * rate),
        overdue=rows.late > 0,
        overdue_band=ibis.cases(*((rows.late >= day, name) for day, name in reversed(BANDS.items())),
                                (rows.late.notnull(), NOT_DUE)),
    )  # fmt: skip


def _changes(invoice: Any, payment: Any) -> Any:
    """invoice_id, day, amount paid: every day on which the open amount or the band of an invoice changes."""
    nothing = ibis.literal(0).cast("decimal(18, 4)")
    moments = [invoice.issued_on, *(invoice.due_on + ibis.interval(days=day) for day in BANDS)]
    days = [
        invoice.select("invoice_id", day=moment, amount=nothing).filter(lambda t: t.day.notnull()) for moment in moments
    ]
    received = payment.join(invoice, "invoice_id").select(
        "invoice_id", day=lambda t: ibis.greatest(t.paid_on, t.issued_on), amount=lambda t: t.amount
    )
    union = ibis.union(*days, received, distinct=False)
    union = union.join(invoice.select("invoice_id", "issued_on", "paid_in_full_on"), "invoice_id")
    union = union.filter(
        (union.day >= union.issued_on) & (union.paid_in_full_on.isnull() | (union.day < union.paid_in_full_on))
    )
    return union.group_by("invoice_id", "day").aggregate(amount=union.amount.sum())


RELATION = Relation(
    title=Text(de="Offene Posten im Zeitverlauf", en="Receivables over time"),
    build=build,
    sources=("invoice",),  # payments are read too, but a source that only says when an invoice was paid in full will do
    references={"invoice_id": "invoice"},
    days=("open_since", "open_until"),
)
