"""What the points that surveys ask about are called, and which metric shows a survey's result."""

from __future__ import annotations

from leitstand.foundation.text import Text

OVERALL = "overall"
METRICS = {"csi": "csi", "nps": "nps", "csat": "csat_share", "ces": "ces"}
"""Instrument → metric. The three questions of the ACSI make up one index: none of them is a point of its own."""

NAMES = {
    "overall": Text(de="Gesamturteil", en="overall judgement"),
    "quality": Text(de="Qualität", en="quality"),
    "price": Text(de="Preis", en="price"),
    "service": Text(de="Service", en="service"),
    "delivery": Text(de="Lieferung", en="delivery"),
    "usability": Text(de="Bedienbarkeit", en="usability"),
}


def name_of(item: str) -> Text:
    """As people say it; points that a company asks about in its own words keep them."""
    return NAMES.get(item, Text(de=item, en=item))
