"""Days from creation to the decision, or until today while the deal is open."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Dauer der Verkaufschancen", en="Length of deals"),
    table="deal_course",
    time="created_on",
    aggregate="mean",
    value=lambda deal: deal.open_days,
    additive=False,
    unit="days",
    direction="down",
)
