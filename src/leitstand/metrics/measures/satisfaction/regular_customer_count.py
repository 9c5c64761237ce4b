"""Customers without a contract who at the start of the period buy at their usual pace."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Regelmäßig Kaufende am Anfang", en="Regular buyers at the start"),
    table="purchase_spell",
    time=Open(since="since", until="until", at="start"),
    joins=("customer.contract_type",),
    where=lambda spell: spell["customer.contract_type"].fill_null("non_contractual") != "contractual",
    unit="people",
    direction="up",
)
