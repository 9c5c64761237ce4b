"""Visits per step of the funnel that went on to the next."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erreichte Folgestufen im Kauftrichter", en="Funnel steps followed by the next"),
    table="funnel_passage",
    time="web_session.started_on",
    joins=("web_session.is_bot",),
    where=lambda passage: ~passage["web_session.is_bot"].fill_null(False) & passage.went_on,
    direction="up",
)
