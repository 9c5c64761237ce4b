"""What was invoiced, net of VAT and before credit notes, by date of the invoice."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Rechnungsbetrag (netto)", en="Amount invoiced (net)"),
    table="invoice",
    time="issued_on",
    aggregate="sum",
    value=lambda invoice: invoice.net_amount_base,
    needs={"net_amount": None},
    unit="currency",
    direction="up",
)
