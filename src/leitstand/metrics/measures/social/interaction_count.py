"""Reactions, comments, shares and saves of posts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Interaktionen mit Beiträgen", en="Interactions with posts"),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.interactions,
    where=lambda post: post.interactions.notnull(),
    ever=(
        "social_post_snapshot.reactions|social_post_snapshot.comments|social_post_snapshot.shares|social_post_snapshot.saves",
    ),
    direction="up",
)
