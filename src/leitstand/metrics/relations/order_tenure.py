"""How long the customer had been one at the time of each order."""

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.compute.tenure import bands
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    return bands(facts, facts.table("order"), "order_id", "ordered_on")


RELATION = Relation(
    title=Text(de="Dauer der Kundenbeziehung je Bestellung", en="Tenure of the customer per order"),
    build=build,
    sources=("order",),
    key="order_id",
    extends="order",
)
