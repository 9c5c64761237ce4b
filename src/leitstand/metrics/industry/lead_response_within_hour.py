"""Published share of web inquiries answered within an hour."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

PUBLISHED = (
    Published(
        population=Text(de="2.241 Unternehmen in den USA", en="2,241 US companies"),
        year=2011,
        value=0.37,
        unit="ratio",
        grade="B",
        source=(
            "Oldroyd, McElheran, Elkington: The Short Life of Online Sales Leads, "
            "https://www.researchgate.net/publication/298137032_The_short_life_of_online_sales_leads"
        ),
        caveat=Text(
            de="Testanfragen: Anteil der Unternehmen, nicht der Anfragen.",
            en="Test inquiries: share of companies, not of inquiries.",
        ),
    ),
)
