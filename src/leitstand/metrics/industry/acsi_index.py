"""Published customer satisfaction scores (ACSI)."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

_CAVEAT = Text(
    de="Bevölkerungsbefragung mit eigenen Fragen und Gewichten des ACSI-Modells; 0 bis 100.",
    en="Household survey with the questions and weights of the ACSI model; 0 to 100.",
)

PUBLISHED = (
    Published(
        population=Text(de="Gesamtwirtschaft USA", en="US economy as a whole"),
        year=2024,
        value=78.0,
        unit="score",
        grade="B",
        source=(
            "American Customer Satisfaction Index, https://chainstoreage.com/customer-satisfaction-continues-climb"
        ),
        caveat=_CAVEAT,
    ),
    Published(
        population=Text(de="Gesamtwirtschaft USA", en="US economy as a whole"),
        year=2023,
        value=77.8,
        unit="score",
        grade="B",
        source=(
            "American Customer Satisfaction Index, "
            "https://www.theacsi.org/the-acsi-difference/us-overall-customer-satisfaction/"
        ),
        caveat=_CAVEAT,
    ),
)
