"""Priority."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Dringlichkeit", en="Priority"), columns=("ticket.priority",))
