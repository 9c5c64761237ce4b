"""Reason of a dispute."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Grund des Streitfalls", en="Reason of dispute"),
    columns=("dispute.reason",),
)
