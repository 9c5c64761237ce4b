"""Carrier."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Transportunternehmen", en="Carrier"),
    columns=("shipment.carrier",),
)
