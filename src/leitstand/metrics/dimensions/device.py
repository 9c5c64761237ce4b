"""Device."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Gerät", en="Device"),
    columns=(
        "web_session.device",
        "web_session_totals.device",
    ),
)
