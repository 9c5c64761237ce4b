"""Published response times to web inquiries."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

PUBLISHED = (
    Published(
        population=Text(de="2.241 Unternehmen in den USA", en="2,241 US companies"),
        year=2011,
        value=2520.0,
        unit="minutes",
        grade="B",
        source=(
            "Oldroyd, McElheran, Elkington: The Short Life of Online Sales Leads, "
            "https://www.researchgate.net/publication/298137032_The_short_life_of_online_sales_leads"
        ),
        caveat=Text(
            de="Testanfragen; Mittelwert (42 Stunden) nur der binnen 30 Tagen beantworteten, Leitstand zeigt den "
            "Median über alle. 23 % antworteten nie.",
            en="Test inquiries; mean (42 hours) of those answered within 30 days only, Leitstand shows the median "
            "of all. 23 % never answered.",
        ),
    ),
)
