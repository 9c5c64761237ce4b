"""Rule."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Regel", en="Rule"),
    columns=("quality_check.rule_id", "action_fact.rule_id"),
)
