"""Reads customer invoices with their due and settled dates (IBM's accounts receivable sample)."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.values import MONEY, DateStyle
from leitstand.sources.values.sheet import Sheet, constant, most_frequent, recognised

CURRENCY = "USD"
ZONE = "America/New_York"
COLUMNS = {
    "invoice": ("invoiceNumber",),
    "customer": ("customerID",),
    "country": ("countryCode",),
    "issued": ("InvoiceDate",),
    "due": ("DueDate",),
    "settled": ("SettledDate",),
    "amount": ("InvoiceAmount",),
    "disputed": ("Disputed",),
    "bill": ("PaperlessBill",),
}


def read(raw: RawTable) -> Staged:
    """Invoices, the payment of each settled one, and their customers."""
    sheet = Sheet(raw, COLUMNS, date_style=DateStyle("mdy"))
    invoice = sheet.code("invoice", needed=True)
    customer = sheet.code("customer", needed=True)
    amount = sheet.decimal("amount", needed=True)
    issued, due, settled = sheet.date("issued", needed=True), sheet.date("due", needed=True), sheet.date("settled")
    paid_at = sheet.instant("settled", ZONE)
    currency = constant(CURRENCY, invoice)
    invoices = sheet.table(
        {
            "invoice_id": invoice, "number": invoice, "customer_key": customer, "issued_on": issued, "due_on": due,
            "paid_in_full_on": settled, "gross_amount": amount,
            "open_amount": pc.if_else(pc.is_valid(settled), pa.scalar(0, MONEY), amount),
            "currency": currency, "disputed": sheet.boolean("disputed"),
            "paperless": pc.equal(pc.utf8_lower(sheet.text("bill")), "electronic"),
            "payment_terms_days": pc.days_between(issued, due),
        }
    )  # fmt: skip
    payments = sheet.table(
        {
            # an invoice is settled at once, so its number is the payment's as well
            "payment_id": invoice, "invoice_id": invoice, "customer_key": customer, "paid_at": paid_at,
            "amount": amount, "currency": currency,
        },
        where=pc.is_valid(settled),
    )  # fmt: skip
    customers = sheet.table({"customer_key": customer, "country": sheet.country("country")})
    tables = {"invoice": invoices, "payment": payments, "customer": most_frequent(customers, "customer_key", "country")}
    return Staged(tables, sheet.rejects, sheet.controls({"gross_amount": amount}), tuple(sheet.notes))


CONNECTOR = Connector(
    title=Text(de="IBM Accounts Receivable (Rechnungen)", en="IBM accounts receivable (invoices)"),
    description=Text(
        de="Ausgangsrechnungen mit Fälligkeit, Zahlungsdatum und Streitvermerk (IBM Watson Analytics).",
        en="Customer invoices with due date, settled date and dispute mark (IBM Watson Analytics).",
    ),
    delivery="upsert",
    feeds=("invoice", "payment", "customer"),
    currency=CURRENCY,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=tuple(COLUMNS)),
    read=read,
)
