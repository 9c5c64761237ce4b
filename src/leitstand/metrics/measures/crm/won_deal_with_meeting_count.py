"""Deals won for which the CRM holds a meeting."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Gewonnene Verkaufschancen mit Termin", en="Deals won with a meeting"),
    table="deal",
    time="closed_on",
    joins=("deal_meeting.meetings",),
    where=lambda deal: (deal.outcome == "won") & (deal["deal_meeting.meetings"] > 0),
    ever=(
        "crm_activity.deal_id",
        "crm_activity.type",
    ),
    direction="up",
)
