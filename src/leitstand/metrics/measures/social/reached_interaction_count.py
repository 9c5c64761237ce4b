"""Interactions of posts of which the reach is known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Interaktionen bei bekannter Reichweite", en="Interactions where reach is known"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.interactions,
    where=lambda post: post.interactions.notnull() & (post.reach_unique > 0),
    direction="up",
)
