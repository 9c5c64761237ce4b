"""Customers who recommended the company to somebody in the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Empfehlende Kund:innen", en="Customers who refer"),
    table="referral",
    time="occurred_on",
    aggregate="distinct",
    value=lambda referral: referral.referrer_customer_key,
    additive=False,
    unit="people",
    direction="up",
)
