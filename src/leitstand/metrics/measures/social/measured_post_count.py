"""Posts of which counters were read."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Beiträge mit abgelesenen Zählern", en="Posts with counters read"),
    table="social_post_result",
    time="published_on",
    where=lambda post: post.interactions.notnull(),
    direction="up",
)
