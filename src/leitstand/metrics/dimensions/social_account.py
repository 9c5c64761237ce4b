"""Own account on a platform."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Eigenes Konto", en="Own account"),
    columns=(
        "social_account_day.account_id",
        "social_account_change.account_id",
        "social_reach_day.account_id",
        "social_post.account_id",
    ),
)
