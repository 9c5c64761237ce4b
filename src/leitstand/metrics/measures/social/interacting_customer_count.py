"""Customers with at least one interaction."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Kund:innen mit Interaktion", en="Customers interacting"),
    table="social_interaction",
    time="occurred_on",
    aggregate="distinct",
    value=lambda one: one.customer_key,
    where=lambda one: one.customer_key.notnull() & ~one.is_prospect.fill_null(False),
    additive=False,
    ever=("social_interaction.customer_key",),
    unit="people",
    direction="up",
)
