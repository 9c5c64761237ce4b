"""Days between due date and full payment, added up over settled invoices; early payment counts as 0."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verzugstage bezahlter Rechnungen (Summe)", en="Days late of settled invoices (sum)"),
    table="invoice",
    time="paid_in_full_on",
    aggregate="sum",
    value=lambda invoice: invoice.paid_in_full_on.delta(invoice.due_on, unit="day").clip(lower=0),
    where=lambda invoice: invoice.due_on.notnull(),
    unit="days",
    direction="down",
)
