"""Days from creation to close of a deal won."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Dauer gewonnener Verkaufschancen", en="Length of deals won"),
    table="deal",
    time="closed_on",
    aggregate="mean",
    value=lambda deal: deal.closed_on.delta(deal.created_on, unit="day"),
    where=lambda deal: (deal.outcome == "won") & (deal.created_on <= deal.closed_on),
    additive=False,
    unit="days",
    direction="down",
)
