"""Followers of all accounts at the start of the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Latest, Measure

MEASURE = Measure(
    title=Text(de="Follower zu Beginn des Zeitraums", en="Followers at the start of the period"),
    table="social_account_change",
    time=Latest("day", per=("account_id", "platform"), at="start"),
    aggregate="sum",
    value=lambda day: day.followers,
    where=lambda day: day.followers.notnull(),
    ever=("social_account_day.followers",),
    direction="up",
)
