"""Published bounce rates, classic definition."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

_CAVEAT = Text(
    de="Nur Kunden von Contentsquare; angenommen ist die klassische Definition (Sitzungen mit nur einer Seite).",
    en="Customers of Contentsquare only; the classic definition is assumed (sessions with a single page).",
)

PUBLISHED = (
    Published(
        population=Text(de="2.942 Websites, über 35 Mrd. Sitzungen", en="2,942 sites, more than 35 bn sessions"),
        year=2022,
        value=0.49,
        unit="ratio",
        grade="B",
        source="Contentsquare, https://contentsquare.com/blog/3-website-engagement-metrics",
        caveat=_CAVEAT,
    ),
    Published(
        population=Text(de="B2B-Websites", en="B2B sites"),
        year=2020,
        value=0.75,
        unit="ratio",
        grade="B",
        source=(
            "Contentsquare, quoted by Econsultancy, "
            "https://econsultancy.com/"
            "website-conversion-how-to-not-lose-half-your-audience-before-youve-even-started/"
        ),
        caveat=_CAVEAT,
    ),
)
