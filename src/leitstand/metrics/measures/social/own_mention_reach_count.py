"""Mentions of the own brand, weighted by estimated reach."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(
        de="Erwähnungen der eigenen Marke (Reichweite)",
        en="Mentions of the own brand (reach)",
    ),
    table="mention",
    time="occurred_on",
    joins=("competitor.is_own",),
    aggregate="sum",
    value=lambda one: one.reach_est,
    where=lambda one: one["competitor.is_own"] & one.reach_est.notnull(),
    ever=(
        "competitor.is_own",
        "mention.reach_est",
    ),
)
