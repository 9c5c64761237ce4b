"""Region."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Region", en="Region"),
    columns=("shipment.region_nuts", "order.region_nuts", "customer.region_nuts"),
    fallback=True,
)
