"""New or existing customer."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Neu- oder Bestandskund:in", en="New or existing customer"), columns=("order_buyer.buyer",)
)
