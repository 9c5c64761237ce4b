"""Receivables of which it is known when they are due."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Forderungen mit bekannter Fälligkeit", en="Receivables with a known due date"),
    table="receivable",
    time=Open(since="open_since", until="open_until"),
    aggregate="sum",
    value=lambda receivable: receivable.open_amount_base,
    where=lambda receivable: receivable.overdue.notnull(),
    unit="currency",
    direction="context",
)
