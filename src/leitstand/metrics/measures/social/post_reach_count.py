"""People reached by each post, added over posts (who saw two posts counts twice)."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Reichweite je Beitrag", en="Reach per post"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.reach_unique,
    where=lambda post: post.interactions.notnull() & (post.reach_unique > 0),
    ever=("social_post_snapshot.reach_unique",),
    direction="up",
)
