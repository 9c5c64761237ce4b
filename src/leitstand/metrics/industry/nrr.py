"""Published net revenue retention."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

PUBLISHED = (
    Published(
        population=Text(de="B2B-Software im Abonnement, nicht börsennotiert", en="Private B2B software companies"),
        year=2024,
        value=1.01,
        unit="ratio",
        grade="C",
        source=(
            "Benchmarkit/Maxio, quoted by Digital Applied, "
            "https://www.digitalapplied.com/blog/net-revenue-retention-benchmarks-2026-saas-expansion-data"
        ),
        caveat=Text(
            de="Median, Zitat aus zweiter Hand; gilt nur für Software im Abonnement. Über 100.000 $ Jahresvertrag "
            "etwa 118 %, unter 25.000 $ etwa 97 %.",
            en="Median, quoted second-hand; subscription software only. Above $100,000 a year about 118 %, below "
            "$25,000 about 97 %.",
        ),
    ),
)
