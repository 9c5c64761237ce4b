"""Published conversion rates of websites."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

PUBLISHED = (
    Published(
        population=Text(de="46 Mrd. Sitzungen, 14 Branchen", en="46 bn sessions, 14 sectors"),
        year=2021,
        value=0.023,
        unit="ratio",
        grade="B",
        source=(
            "Contentsquare, "
            "https://www.decisionmarketing.co.uk/news/half-of-all-customers-ditch-websites-after-first-page"
        ),
        caveat=Text(
            de="Nur Kunden von Contentsquare; über alle Branchen, nicht nur Onlinehandel.",
            en="Customers of Contentsquare only; all sectors, not only e-commerce.",
        ),
    ),
)
