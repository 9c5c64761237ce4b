"""Views of posts of which the interactions are known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Aufrufe bei bekannten Interaktionen", en="Views where interactions are known"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.views,
    where=lambda post: post.interactions.notnull() & (post.views > 0),
    ever=("social_post_snapshot.views",),
    direction="up",
)
