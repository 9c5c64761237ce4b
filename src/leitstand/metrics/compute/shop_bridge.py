"""Computes, month by month, what lies between the orders of the shop and the revenue of the books."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any

from leitstand.metrics.compute.facts import StoreFacts

Steps = dict[date, dict[str, Decimal]]
"""First day of a month → step → amount in the reporting currency."""

MONEY = "decimal(38, 4)"
REVENUE, DEDUCTION = "revenue", "revenue_deduction"


def steps(facts: StoreFacts) -> Steps:
    """All steps that the loaded tables allow, and `ledger`: the revenue they lead to. Steps of nothing are left out.

    orders_gross, discounts, vat, contained, shipping, cancelled: of the month's orders. not_invoiced, invoiced_later,
    invoiced_earlier, invoice_differs, invoices_without_order: from orders to invoices. returns: refunds of what was
    invoiced. booked_other_month: documents booked in another month than issued. deductions: discounts the books have.
    """
    parts = [part.select("month", "step", amount=part.amount.cast(MONEY)) for part in _parts(facts)]
    if not parts:
        return {}
    union = reduce(lambda one, other: one.union(other, distinct=False), parts)
    rows = union.filter(union.month.notnull() & union.amount.notnull())
    found = rows.group_by("month", "step").aggregate(amount=rows.amount.sum()).to_pyarrow().to_pylist()
    steps: Steps = {}
    for row in found:
        if row["amount"]:
            steps.setdefault(row["month"], {})[row["step"]] = Decimal(row["amount"])
    return steps


def invoices_name_orders(facts: StoreFacts) -> bool:
    """Whether at least one invoice belongs to a known order."""
    if not {"invoice", "order"} <= set(facts.systems):
        return False
    known = facts.table("invoice").semi_join(facts.table("order"), "order_id")
    return bool(known.limit(1).count().to_pyarrow().as_py())


def _parts(facts: StoreFacts) -> Iterator[Any]:
    """month, step, amount: many small tables that are added up together."""
    orders = _orders(facts) if "order" in facts.systems else None
    invoices = _invoices(facts, orders) if "invoice" in facts.systems else None
    if orders is not None:
        yield from _ordered(orders)
    if invoices is not None:
        yield from _invoiced(orders, invoices)
    refunds = _refunds(facts, orders, invoices) if "refund" in facts.systems else None
    if refunds is not None:
        yield _step(refunds, "returns", refunds.month, -refunds.amount)
    if "ledger_entry" in facts.systems:
        yield from _booked(facts, invoices, refunds)


def _step(rows: Any, name: str, month: Any, amount: Any) -> Any:
    import ibis

    return rows.select(month=month, step=ibis.literal(name), amount=amount)


def _orders(facts: StoreFacts) -> Any:
    """One row per order: month, its amounts, and value: net of goods and shipping, which should be invoiced.

    The net amount is that of the lines where there are lines, as in the net sales shown elsewhere.
    """
    order, line = facts.table("order"), facts.table("sale")
    goods = line.line_type.fill_null("goods").isin(["goods", "discount"])
    lines = line.group_by("order_id").aggregate(
        net=line.net_amount_base.sum(where=goods),
        shipped=line.net_amount_base.sum(where=line.line_type == "shipping"),
    )
    rows = order.left_join(lines, "order_id").drop("order_id_right")
    rows = rows.filter(rows.document_kind.fill_null("order") == "order")
    return rows.select(
        "order_id",
        month=rows.ordered_on.truncate("M"),
        cancelled=rows.status.fill_null("") == "cancelled",
        net=rows.net.fill_null(0),
        tax=rows.tax_amount_base.fill_null(0),
        discount=rows.discount_amount_base.fill_null(0),
        shipping=rows.shipping_amount_base.coalesce(rows.shipped).fill_null(0),
        gross=rows.gross_amount_base,
    ).mutate(
        gross=lambda t: t.gross.coalesce(t.net + t.tax + t.discount),
        value=lambda t: t.net + t.shipping,
    )


def _ordered(orders: Any) -> Iterator[Any]:
    """From what customers ordered, with VAT, to what they should be invoiced without."""
    month = orders.month
    yield _step(orders, "orders_gross", month, orders.gross)
    yield _step(orders, "discounts", month, -orders.discount)
    yield _step(orders, "vat", month, -orders.tax)
    yield _step(orders, "contained", month, orders.net - (orders.gross - orders.discount - orders.tax))
    yield _step(orders, "shipping", month, orders.shipping)
    cancelled = orders.filter(orders.cancelled)
    yield _step(cancelled, "cancelled", cancelled.month, -cancelled.value)


def _invoices(facts: StoreFacts, orders: Any | None) -> Any:
    """One row per invoice: number, month, net amount, and ordered: the month of its order (null: none, or cancelled).

    An invoice that does not say its net amount has that of its order.
    """
    import ibis

    invoice = facts.table("invoice")
    if orders is None:
        return invoice.select(
            "number", "order_id", month=invoice.issued_on.truncate("M"), net=invoice.net_amount_base,
            ordered=ibis.null("date"),
        )  # fmt: skip
    known = orders.filter(~orders.cancelled).select(
        its_order=orders.order_id, ordered=orders.month, value=orders.value
    )  # fmt: skip
    rows = invoice.left_join(known, invoice.order_id == known.its_order)
    return rows.select(
        "number", "order_id", "ordered",
        month=rows.issued_on.truncate("M"), net=rows.net_amount_base.coalesce(rows.value),
    )  # fmt: skip


def _invoiced(orders: Any | None, invoices: Any) -> Iterator[Any]:
    """From the month of the order to that of the invoice."""
    if orders is not None:
        valid = orders.filter(~orders.cancelled)
        billed = invoices.filter(invoices.ordered.notnull())
        sums = billed.group_by("order_id").aggregate(billed=billed.net.sum())
        both = valid.left_join(sums, "order_id").drop("order_id_right")
        missing = both.filter(both.billed.isnull())
        yield _step(missing, "not_invoiced", missing.month, -missing.value)
        there = both.filter(both.billed.notnull())
        yield _step(there, "invoice_differs", there.month, there.billed - there.value)
        moved = billed.filter(billed.month != billed.ordered)
        yield _step(moved, "invoiced_later", moved.ordered, -moved.net)
        yield _step(moved, "invoiced_earlier", moved.month, moved.net)
    alone = invoices.filter(invoices.ordered.isnull())
    yield _step(alone, "invoices_without_order", alone.month, alone.net)


def _refunds(facts: StoreFacts, orders: Any | None, invoices: Any | None) -> Any:
    """month, amount and document of refunds. What was never invoiced (or cancelled) is out of the revenue already.

    Where the systems with the orders tell the refunds too, those of payment providers are the same, with VAT.
    """
    refund = facts.table("refund").filter(lambda t: t.refunded_on.notnull())
    selling = [one for one in facts.systems["refund"] if one in facts.systems.get("order", [])]
    refund = refund.filter(refund.source_system.isin(selling)) if selling else refund
    if invoices is not None:
        billed = invoices.filter(invoices.order_id.notnull()).select(billed=invoices.order_id).distinct()
        rows = refund.left_join(billed, refund.order_id == billed.billed)
        refund = rows.filter(rows.order_id.isnull() | rows.billed.notnull())
    elif orders is not None:
        refund = refund.anti_join(orders.filter(orders.cancelled), "order_id")
    return refund.select("document", month=refund.refunded_on.truncate("M"), amount=refund.amount_base)


def _booked(facts: StoreFacts, invoices: Any | None, refunds: Any | None) -> Iterator[Any]:
    """The revenue of the books, their deductions, and the documents that they have in another month."""
    import ibis

    ledger = facts.table("ledger_line")
    ledger = ledger.filter(ledger.kind.isin([REVENUE, DEDUCTION]) & ~ledger.carried)
    ledger = ledger.select("document", "kind", month=ledger.booked_on.truncate("M"), amount=-ledger.amount_base)
    yield _step(ledger, "ledger", ledger.month, ledger.amount)
    kept, deducted = ledger.filter(ledger.kind == REVENUE), ledger.filter(ledger.kind == DEDUCTION)
    issued = []
    if invoices is not None:
        issued.append(invoices.select(document=invoices.number, month=invoices.month, issued=invoices.net.cast(MONEY)))
    if refunds is not None:
        # a deduction under the number of a credit note is the return itself, any other is a discount
        credit = refunds.filter(refunds.document.notnull())
        issued.append(credit.select("document", "month", issued=(-credit.amount).cast(MONEY)))
        kept = kept.union(deducted.semi_join(credit, "document"), distinct=False)
        deducted = deducted.anti_join(credit, "document")
    yield _step(deducted, "deductions", deducted.month, deducted.amount)
    if issued:
        expected = reduce(lambda one, other: one.union(other, distinct=False), issued)
        nothing = ibis.literal(0).cast(MONEY)
        rows = expected.select("document", "month", issued=expected.issued, booked=nothing).union(
            kept.select("document", "month", issued=nothing, booked=kept.amount.cast(MONEY)), distinct=False
        )
        yield _shifted(rows.filter(rows.document.notnull()))


def _shifted(rows: Any) -> Any:
    """What each document that is both issued and booked adds to a month in which it was not issued, or takes from it.

    Over all months that is nothing: by how much booked and issued differ altogether is left out, in the month in which
    it was booked last.
    """
    import ibis

    months = rows.group_by("document", "month").aggregate(
        issued=rows.issued.sum(),
        booked=rows.booked.sum(),
        here=(rows.booked != 0).any(),
        there=(rows.issued != 0).any(),
    )
    same = ibis.window(group_by="document")
    months = months.mutate(
        both=months.here.any().over(same) & months.there.any().over(same),
        differs=(months.booked - months.issued).sum().over(same),
        last=months.month.max(where=months.here).over(same),
    )
    months = months.filter(months.both)
    rest = (months.month == months["last"]).ifelse(months.differs, 0)
    return _step(months, "booked_other_month", months.month, months.booked - months.issued - rest)
