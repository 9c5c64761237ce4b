"""Regular buyers at the start of the period who fell silent in it for three usual gaps."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Verstummte Kund:innen", en="Customers who fell silent"),
    table="purchase_spell",
    time=Open(since="since", until="until", at="start"),
    joins=("customer.contract_type",),
    where=lambda spell: (
        (spell["customer.contract_type"].fill_null("non_contractual") != "contractual")
        & (spell["until"] < spell["__end"])
    ),
    unit="people",
    direction="down",
)
