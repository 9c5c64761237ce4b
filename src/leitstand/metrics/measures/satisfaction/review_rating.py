"""Mean rating of public reviews, in points of the platform."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Mittlere Note öffentlicher Bewertungen", en="Mean rating of public reviews"),
    table="review",
    time="posted_on",
    aggregate="mean",
    value=lambda review: review.rating,
    additive=False,
    unit="points",
    direction="up",
)
