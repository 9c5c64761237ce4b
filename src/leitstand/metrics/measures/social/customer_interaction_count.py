"""Interactions of people known as customers."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Interaktionen bekannter Kund:innen", en="Interactions of known customers"),
    table="social_interaction",
    time="occurred_on",
    where=lambda one: one.customer_key.notnull() & ~one.is_prospect.fill_null(False),
    ever=("social_interaction.customer_key",),
    direction="up",
)
