"""How long the customer had been one at the time of each refund."""

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.compute.tenure import bands
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    return bands(facts, facts.table("customer_refund"), "refund_id", "refunded_on")


RELATION = Relation(
    title=Text(de="Dauer der Kundenbeziehung je Erstattung", en="Tenure of the customer per refund"),
    build=build,
    sources=("refund", "order"),
    key="refund_id",
    extends="refund",
)
