"""Clicks on links in posts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Klicks auf Verweise in Beiträgen", en="Link clicks on posts"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.link_clicks,
    where=lambda post: post.link_clicks.notnull(),
    ever=("social_post_snapshot.link_clicks",),
    direction="up",
)
