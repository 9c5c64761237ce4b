"""Interactions of posts of which the views are known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Interaktionen bei bekannten Aufrufen", en="Interactions where views are known"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.interactions,
    where=lambda post: post.interactions.notnull() & (post.views > 0),
    direction="up",
)
