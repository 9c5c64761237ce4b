"""Country."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Land", en="Country"), columns=("order.country", "customer.country"), fallback=True)
