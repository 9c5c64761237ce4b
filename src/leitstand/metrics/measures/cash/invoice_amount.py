"""What was invoiced, gross, by date of the invoice."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Rechnungsbetrag (brutto)", en="Amount invoiced (gross)"),
    table="invoice",
    time="issued_on",
    aggregate="sum",
    value=lambda invoice: invoice.gross_amount_base,
    needs={"gross_amount": None},
    unit="currency",
    direction="up",
)
