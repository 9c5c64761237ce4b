"""Posts of which the number of comments is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(
        de="Beiträge mit bekannter Zahl (Kommentare)",
        en="Posts with known number of comments",
    ),
    table="social_post_result",
    time="published_on",
    where=lambda post: post.comments.notnull(),
    direction="context",
)
