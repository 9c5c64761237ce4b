"""Customers at the start of the period whose contract ended in it."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Vertragskund:innen, deren Vertrag endete", en="Customers whose contract ended"),
    table="subscription_spell",
    time=Open(since="since", until="until", at="start"),
    where=lambda spell: spell["until"] < spell["__end"],
    unit="people",
    direction="down",
)
