"""Dunning level."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Mahnstufe", en="Dunning level"),
    columns=("invoice.dunning_level",),
)
