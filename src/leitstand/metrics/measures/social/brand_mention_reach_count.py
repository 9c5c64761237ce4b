"""Mentions of the own brand and of competitors, weighted by estimated reach."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erwähnungen aller Marken (Reichweite)", en="Mentions of all brands (reach)"),
    table="mention",
    time="occurred_on",
    joins=("competitor.is_own",),
    aggregate="sum",
    value=lambda one: one.reach_est,
    where=lambda one: one["competitor.is_own"].notnull() & one.reach_est.notnull(),
)
