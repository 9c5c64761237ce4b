"""Days sales outstanding are those that terms allow, and those that come from late payment."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Zahlungsziel und Verzug", en="Terms and delay"),
    whole="dso",
    operator="sum",
    parts=("best_possible_dso", "overdue_days"),
)
