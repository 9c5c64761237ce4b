"""What customers still owe at the end of the period, gross."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Forderungen", en="Receivables"),
    table="receivable",
    time=Open(since="open_since", until="open_until"),
    aggregate="sum",
    value=lambda receivable: receivable.open_amount_base,
    ever=("invoice.paid_in_full_on|invoice.open_amount|payment.invoice_id",),
    unit="currency",
    direction="context",
)
