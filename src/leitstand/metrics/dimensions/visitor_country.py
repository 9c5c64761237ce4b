"""Country of the visit."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Land des Besuchs", en="Country of the visit"),
    columns=(
        "web_session.country",
        "web_session_totals.country",
    ),
)
