"""Comments of posts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Kommentare: Anzahl", en="Number of comments"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.comments,
    where=lambda post: post.comments.notnull(),
    ever=("social_post_snapshot.comments",),
    direction="up",
)
