"""Disputed by the customer."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Bestritten", en="Disputed"),
    columns=("invoice.disputed",),
)
