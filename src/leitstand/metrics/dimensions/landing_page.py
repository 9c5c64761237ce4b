"""Landing page."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Einstiegsseite", en="Landing page"), columns=("web_session_totals.landing_page",))
