"""Posts of which the number of shares is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Beiträge mit bekannter Zahl (Geteilt)", en="Posts with known number of shares"),
    table="social_post_result",
    time="published_on",
    where=lambda post: post.shares.notnull(),
    direction="context",
)
