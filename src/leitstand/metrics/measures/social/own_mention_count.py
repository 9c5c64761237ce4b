"""Mentions of the own brand."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erwähnungen der eigenen Marke", en="Mentions of the own brand"),
    table="mention",
    time="occurred_on",
    joins=("competitor.is_own",),
    where=lambda one: one["competitor.is_own"],
    ever=("competitor.is_own",),
)
