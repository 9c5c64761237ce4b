"""Amount of all deals closed."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Betrag der abgeschlossenen Verkaufschancen", en="Amount of deals decided"),
    table="deal",
    time="closed_on",
    aggregate="sum",
    value=lambda deal: deal.amount_base,
    where=lambda deal: (deal.outcome.isin(["won", "lost", "no_decision"])) & deal.amount.notnull(),
    needs={"outcome": None, "amount": lambda deal: deal.outcome.isin(["won", "lost", "no_decision"])},
    unit="currency",
    direction="context",
)
