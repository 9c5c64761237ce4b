"""Campaign as tagged in the address."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Kampagne laut Adresszeile", en="Campaign as tagged"),
    columns=(
        "web_session.campaign",
        "web_session_totals.campaign",
    ),
)
