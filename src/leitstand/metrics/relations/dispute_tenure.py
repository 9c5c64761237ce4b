"""How long the customer had been one at the time of each dispute."""

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.compute.tenure import bands
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    return bands(facts, facts.table("dispute"), "dispute_id", "opened_on")


RELATION = Relation(
    title=Text(de="Dauer der Kundenbeziehung je Streitfall", en="Tenure of the customer per dispute"),
    build=build,
    sources=("dispute", "order"),
    key="dispute_id",
    extends="dispute",
)
