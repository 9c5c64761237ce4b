"""Segment."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Segment", en="Segment"), columns=("customer.segment",))
