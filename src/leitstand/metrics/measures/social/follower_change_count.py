"""Followers won less followers lost."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Follower netto gewonnen", en="Followers gained, net"),
    table="social_account_change",
    time="day",
    aggregate="sum",
    value=lambda day: day.net_follows,
    where=lambda day: day.net_follows.notnull(),
    ever=("social_account_day.follows_gained|social_account_day.follows_lost|social_account_day.followers",),
    direction="up",
)
