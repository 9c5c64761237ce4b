"""Kind of cost."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Kostenart", en="Kind of cost"),
    columns=("booked_cost.cost_type",),
)
