"""Posts of which the reach is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Beiträge mit bekannter Reichweite", en="Posts with known reach"),
    table="social_post_result",
    time="published_on",
    where=lambda post: post.interactions.notnull() & (post.reach_unique > 0),
    direction="context",
)
