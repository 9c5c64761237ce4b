"""Link clicks of posts of which the views are known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Klicks bei bekannten Aufrufen", en="Link clicks where views are known"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.link_clicks,
    where=lambda post: post.link_clicks.notnull() & (post.views > 0),
    ever=(
        "social_post_snapshot.link_clicks",
        "social_post_snapshot.views",
    ),
    direction="up",
)
