"""Published payment delays in Germany."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

_CAVEAT = Text(
    de="Mittel aus rund 4 Mio. Rechnungen, 1. Halbjahr; Leitstand gewichtet nach dem Rechnungsbetrag und "
    "zählt nur bezahlte Rechnungen.",
    en="Mean of about 4 m invoices, first half-year; Leitstand weights by amount and counts paid invoices only.",
)

PUBLISHED = (
    Published(
        population=Text(de="B2B in Deutschland", en="B2B in Germany"),
        year=2025,
        value=7.5,
        unit="days",
        grade="A",
        source=(
            "Creditreform, "
            "https://forderungsmanagement.com/news/beitrag/creditreform-zahlungsindikator-deutschland-2.html"
        ),
        caveat=Text(
            de="Mittel aus rund 4 Mio. Rechnungen, 2. Halbjahr; Leitstand gewichtet nach dem Rechnungsbetrag und "
            "zählt nur bezahlte Rechnungen.",
            en="Mean of about 4 m invoices, second half-year; Leitstand weights by amount and counts paid invoices "
            "only.",
        ),
    ),
    Published(
        population=Text(de="B2B in Deutschland", en="B2B in Germany"),
        year=2024,
        value=8.8,
        unit="days",
        grade="A",
        source=(
            "Creditreform, "
            "https://betriebs-berater.com/29511/2024/creditreform-zahlungsindikator-deutschland-sommer-2024"
        ),
        caveat=_CAVEAT,
    ),
    Published(
        population=Text(de="B2B in Deutschland", en="B2B in Germany"),
        year=2023,
        value=10.77,
        unit="days",
        grade="A",
        source=(
            "Creditreform, "
            "https://creditreform.de/pirmasens/aktuelles-wissen/pressemeldungen-fachbeitraege/news-details/"
            "show/creditreform-zahlungsindikator-deutschland-sommer-2023"
        ),
        caveat=_CAVEAT,
    ),
)
