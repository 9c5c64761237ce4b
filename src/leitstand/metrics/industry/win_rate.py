"""Published win rates."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

_CAVEAT = Text(
    de="Zitat eines Anbieters aus zweiter Hand (Umfrage von HubSpot unter über 1.000 Verkäufern). Ob "
    "Chancen ohne Entscheidung mitzählen, ändert den Wert um 10 bis 15 Prozentpunkte.",
    en="Quoted second-hand by a vendor (HubSpot survey of more than 1,000 sellers). Whether deals without "
    "decision count moves the value by 10 to 15 points.",
)
_SOURCE = "Salesmotion, https://salesmotion.io/blog/sales-win-rate-benchmarks-2026"

PUBLISHED = (
    Published(
        population=Text(de="alle Verkaufschancen", en="all deals"),
        year=2026,
        value=0.21,
        unit="ratio",
        grade="C",
        source=_SOURCE,
        caveat=_CAVEAT,
    ),
    Published(
        population=Text(de="qualifizierte Verkaufschancen", en="qualified deals"),
        year=2026,
        value=0.29,
        unit="ratio",
        grade="C",
        source=_SOURCE,
        caveat=_CAVEAT,
    ),
)
