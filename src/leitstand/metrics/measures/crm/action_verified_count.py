"""Actions done in the period whose effect was measured."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Maßnahmen mit gemessener Wirkung", en="Actions with a measured effect"),
    table="action_fact",
    time="done_on",
    where=lambda action: action.has_effect_result,
    direction="up",
)
