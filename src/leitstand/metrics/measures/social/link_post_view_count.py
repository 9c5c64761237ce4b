"""Views of posts of which the link clicks are known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Aufrufe bei bekannten Klicks", en="Views where link clicks are known"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.views,
    where=lambda post: post.link_clicks.notnull() & (post.views > 0),
    direction="context",
)
