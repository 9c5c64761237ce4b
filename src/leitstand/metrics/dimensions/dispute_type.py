"""Kind of dispute."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Art des Streitfalls", en="Kind of dispute"),
    columns=("dispute.type",),
)
