"""Type of a CRM activity."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Art der Aktivität", en="Type of activity"), columns=("crm_activity.type",))
