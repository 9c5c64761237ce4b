"""What was lost in disputes, by the day the dispute was opened."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Verlorener strittiger Betrag", en="Amount lost in disputes"),
    table="dispute",
    time="opened_on",
    aggregate="sum",
    value=lambda dispute: dispute.amount_base,
    where=lambda dispute: dispute.outcome == "lost",
    ever=("dispute.outcome",),
    unit="currency",
    direction="down",
)
