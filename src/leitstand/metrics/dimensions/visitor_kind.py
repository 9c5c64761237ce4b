"""New or returning visitor."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Neu oder wiederkehrend", en="New or returning visitor"), columns=("web_session_totals.visitor_kind",)
)
