"""Published cart abandonment rates."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

PUBLISHED = (
    Published(
        population=Text(de="Onlinehandel, Mittel aus knapp 50 Studien", en="E-commerce, mean of nearly 50 studies"),
        year=2024,
        value=0.7019,
        unit="ratio",
        grade="B",
        source=(
            "Baymard Institute, "
            "https://magazinemanager.com/blog/how-to-keep-consumers-from-deserting-their-online-carts"
        ),
        caveat=Text(
            de="Mittel verschiedener Studien mit verschiedenen Definitionen; das Jahr ist ungefähr.",
            en="Mean of several studies with several definitions; the year is approximate.",
        ),
    ),
)
