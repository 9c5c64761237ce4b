"""Traffic channel."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Kanalgruppe der Besuche", en="Traffic channel"),
    columns=(
        "web_session.channel_group",
        "web_session_totals.channel_group",
    ),
)
