"""Visits per step of the funnel that they reached."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erreichte Stufen im Kauftrichter", en="Funnel steps reached"),
    table="funnel_passage",
    time="web_session.started_on",
    joins=("web_session.is_bot",),
    where=lambda passage: ~passage["web_session.is_bot"].fill_null(False),
    direction="up",
)
