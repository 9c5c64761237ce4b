"""Team."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Team", en="Team"), columns=("employee.team", "ticket.team"), fallback=True, staff=True)
