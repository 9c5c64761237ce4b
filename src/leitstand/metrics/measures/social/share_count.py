"""Shares of posts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Geteilt: Anzahl", en="Number of shares"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.shares,
    where=lambda post: post.shares.notnull(),
    ever=("social_post_snapshot.shares",),
    direction="up",
)
