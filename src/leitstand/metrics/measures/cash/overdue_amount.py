"""What customers still owe although it was due before the last day of the period, gross."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Überfällige Forderungen", en="Overdue receivables"),
    table="receivable",
    time=Open(since="open_since", until="open_until"),
    aggregate="sum",
    value=lambda receivable: receivable.open_amount_base,
    where=lambda receivable: receivable.overdue,
    ever=(
        "invoice.due_on|invoice.payment_terms_days",
        "invoice.paid_in_full_on|invoice.open_amount|payment.invoice_id",
    ),
    unit="currency",
    direction="down",
)
