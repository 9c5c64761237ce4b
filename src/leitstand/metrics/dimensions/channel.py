"""Channel."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Vertriebsweg", en="Channel"), columns=("order.channel",))
