"""Amount of the deals won, by the day they closed."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Gewonnener Betrag", en="Amount won"),
    table="deal",
    time="closed_on",
    aggregate="sum",
    value=lambda deal: deal.amount_base,
    where=lambda deal: (deal.outcome == "won") & deal.amount.notnull(),
    needs={"outcome": None, "amount": lambda deal: deal.outcome == "won"},
    unit="currency",
    direction="up",
)
