"""Posts of which the number of reactions is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(
        de="Beiträge mit bekannter Zahl (Reaktionen)",
        en="Posts with known number of reactions",
    ),
    table="social_post_result",
    time="published_on",
    where=lambda post: post.reactions.notnull(),
    direction="context",
)
