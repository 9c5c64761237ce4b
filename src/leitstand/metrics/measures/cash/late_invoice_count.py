"""Invoices paid in full only after they were due, by the day of the last payment."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verspätet bezahlte Rechnungen", en="Invoices settled late"),
    table="invoice",
    time="paid_in_full_on",
    where=lambda invoice: invoice.paid_in_full_on > invoice.due_on,
    ever=(
        "invoice.due_on",
        "invoice.paid_in_full_on",
    ),
    direction="down",
)
