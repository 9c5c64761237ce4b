"""Days late × gross amount, added up over settled invoices."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verzugstage × Betrag (Summe)", en="Days late × amount (sum)"),
    table="invoice",
    time="paid_in_full_on",
    aggregate="sum",
    value=lambda invoice: (
        invoice.paid_in_full_on.delta(invoice.due_on, unit="day").clip(lower=0) * invoice.gross_amount_base
    ),
    where=lambda invoice: invoice.due_on.notnull(),
    unit="units",
    direction="down",
)
