"""Invoices paid in full, by the day of the last payment, of which the due date is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Bezahlte Rechnungen", en="Invoices settled"),
    table="invoice",
    time="paid_in_full_on",
    where=lambda invoice: invoice.due_on.notnull(),
    ever=(
        "invoice.due_on",
        "invoice.paid_in_full_on",
    ),
    direction="context",
)
