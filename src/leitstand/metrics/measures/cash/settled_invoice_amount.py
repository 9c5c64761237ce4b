"""Gross amount of the invoices paid in full, by the day of the last payment."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Betrag bezahlter Rechnungen", en="Amount of settled invoices"),
    table="invoice",
    time="paid_in_full_on",
    aggregate="sum",
    value=lambda invoice: invoice.gross_amount_base,
    where=lambda invoice: invoice.due_on.notnull(),
    ever=(
        "invoice.due_on",
        "invoice.paid_in_full_on",
    ),
    unit="currency",
    direction="context",
)
