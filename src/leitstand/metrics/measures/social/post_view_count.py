"""Views of posts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Aufrufe von Beiträgen", en="Views of posts"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.views,
    where=lambda post: post.views > 0,
    ever=("social_post_snapshot.views",),
    direction="up",
)
