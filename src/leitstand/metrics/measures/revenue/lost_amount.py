"""Amount of deals lost or ended without a decision."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verlorener Betrag", en="Amount lost"),
    table="deal",
    time="closed_on",
    aggregate="sum",
    value=lambda deal: deal.amount_base,
    where=lambda deal: (deal.outcome.isin(["lost", "no_decision"])) & deal.amount.notnull(),
    needs={"outcome": None, "amount": lambda deal: deal.outcome.isin(["lost", "no_decision"])},
    unit="currency",
    direction="down",
)
