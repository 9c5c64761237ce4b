"""Lost reason."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Verlustgrund", en="Lost reason"), columns=("lost_reason.group",))
