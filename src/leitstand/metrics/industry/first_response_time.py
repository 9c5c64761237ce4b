"""Published first response times by e-mail."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

PUBLISHED = (
    Published(
        population=Text(de="E-Mail-Kundendienst, 1.000 Unternehmen", en="E-mail support, 1,000 companies"),
        year=2024,
        value=730.0,
        unit="minutes",
        grade="C",
        source=(
            "Stealth Agents, "
            "https://stealthagents.com/research/"
            "first-response-time-benchmarks-for-customer-support-what-the-data-actually-shows"
        ),
        caveat=Text(
            de="Zitat eines Anbieters aus zweiter Hand. Mittelwert in Kalenderzeit (12 Std. 10 Min.); Leitstand "
            "zeigt den Median, der meist viel kleiner ist. 36 % antworteten binnen 4 Stunden.",
            en="Quoted second-hand by a vendor. Mean in calendar time (12 h 10 min); Leitstand shows the median, "
            "which is usually much smaller. 36 % answered within 4 hours.",
        ),
    ),
)
