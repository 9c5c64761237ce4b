"""Payments received."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Zahlungen", en="Payments"),
    table="payment",
    time="paid_on",
    aggregate="sum",
    value=lambda payment: payment.amount_base,
    unit="currency",
    direction="up",
)
