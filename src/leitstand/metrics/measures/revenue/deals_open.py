"""Deals open at the end of the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Offene Verkaufschancen", en="Open deals"),
    table="deal",
    time=Open(since="created_on", until="closed_on"),
    # closed without a day: nobody knows until when it was open
    where=lambda deal: (deal.outcome.fill_null("open") == "open") | deal.closed_on.notnull(),
    ever=("deal.outcome|deal.closed_at",),
)
