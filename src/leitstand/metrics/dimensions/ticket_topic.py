"""Topic of the ticket."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Thema des Anliegens", en="Topic of the ticket"), columns=("ticket.category_l1",))
