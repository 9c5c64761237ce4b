"""Platform."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Plattform", en="Platform"),
    columns=(
        "social_post_result.platform",
        "social_account_day.platform",
        "social_account_change.platform",
        "social_reach_day.platform",
        "mention.platform",
    ),
)
