"""Reactions of posts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Reaktionen: Anzahl", en="Number of reactions"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.reactions,
    where=lambda post: post.reactions.notnull(),
    ever=("social_post_snapshot.reactions",),
    direction="up",
)
