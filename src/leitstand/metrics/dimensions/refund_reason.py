"""Reason of a refund."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Erstattungsgrund", en="Reason of refund"),
    columns=("refund.reason",),
)
