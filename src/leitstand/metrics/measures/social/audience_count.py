"""Followers at publication, added over posts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(
        de="Follower bei Veröffentlichung, je Beitrag",
        en="Followers at publication, per post",
    ),
    table="social_post_result",
    time="published_on",
    aggregate="sum",
    value=lambda post: post.followers,
    where=lambda post: post.interactions.notnull() & (post.followers > 0),
    ever=("social_account_day.followers",),
    direction="context",
)
