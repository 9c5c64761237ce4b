"""Interactions of posts of which the followers at publication are known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(
        de="Interaktionen bei bekannter Followerzahl",
        en="Interactions where followers are known",
    ),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.interactions,
    where=lambda post: post.interactions.notnull() & (post.followers > 0),
    direction="up",
)
