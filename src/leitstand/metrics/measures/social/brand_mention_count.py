"""Mentions of the own brand and of competitors."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erwähnungen aller Marken", en="Mentions of all brands"),
    table="mention",
    time="occurred_on",
    joins=("competitor.is_own",),
    where=lambda one: one["competitor.is_own"].notnull(),
    ever=("competitor.is_own",),
)
