"""First channel: where a customer's first order was made."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Vertriebsweg des Erstkaufs", en="First channel"), columns=("first_purchase.channel",)
)
