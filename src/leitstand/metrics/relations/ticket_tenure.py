"""How long the customer had been one at the time of each ticket."""

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.compute.tenure import bands
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    return bands(facts, facts.table("ticket"), "ticket_id", "created_on")


RELATION = Relation(
    title=Text(de="Dauer der Kundenbeziehung je Anliegen", en="Tenure of the customer per ticket"),
    build=build,
    sources=("ticket", "order"),
    key="ticket_id",
    extends="ticket",
)
