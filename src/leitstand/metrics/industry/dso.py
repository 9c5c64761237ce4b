"""Published days sales outstanding."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

_CAVEAT = Text(
    de="Median aus der Studie eines Anbieters mit 1.948 Firmen.", en="Median of a vendor's study of 1,948 firms."
)
_SOURCE = "Growfin, https://www.growfin.ai/blog/2025-receivables-working-capital-benchmark-report"

PUBLISHED = (
    Published(
        population=Text(de="Börsennotierte Unternehmen weltweit", en="Listed companies worldwide"),
        year=2023,
        value=59.0,
        unit="days",
        grade="B",
        source=("Allianz Trade, https://insuranceasia.com/insurance/news/allianz-trades-global-wcr-hits-16-year-high"),
        caveat=Text(
            de="Große Unternehmen, Forderungen zum Jahresende.",
            en="Large companies, receivables at the end of the year.",
        ),
    ),
    Published(
        population=Text(de="B2B in den USA, Umsatz unter 200 Mio. $", en="US B2B, revenue below $200 m"),
        year=2025,
        value=38.6,
        unit="days",
        grade="C",
        source=_SOURCE,
        caveat=_CAVEAT,
    ),
    Published(
        population=Text(de="B2B in den USA, Umsatz 200 Mio. bis 1 Mrd. $", en="US B2B, revenue $200 m to 1 bn"),
        year=2025,
        value=51.3,
        unit="days",
        grade="C",
        source=_SOURCE,
        caveat=_CAVEAT,
    ),
    Published(
        population=Text(de="B2B in den USA, Umsatz über 1 Mrd. $", en="US B2B, revenue above $1 bn"),
        year=2025,
        value=43.8,
        unit="days",
        grade="C",
        source=_SOURCE,
        caveat=_CAVEAT,
    ),
)
