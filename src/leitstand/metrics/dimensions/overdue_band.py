"""Days overdue in bands; 0 is not overdue."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Tage überfällig", en="Days overdue"),
    columns=("receivable.overdue_band",),
)
