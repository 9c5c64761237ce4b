"""Published engagement rates by followers, per platform."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

_RIVAL_IQ_2023 = (
    "Rival IQ 2023, https://wishu.io/rival-iqs-social-media-report-top-highlights-we-read-it-so-you-dont-have-to/"
)
_RIVAL_IQ_2024 = "Rival IQ 2024, https://smk.co/?p=31338"


def _median(platform: str, year: int, value: float, source: str, *names: str) -> Published:
    return Published(
        population=Text(de=f"{platform}: Marken aus 14 Branchen", en=f"{platform}: brands of 14 industries"),
        year=year,
        value=value,
        unit="ratio",
        grade="B",
        source=source,
        caveat=Text(
            de="Median je Beitrag über etwa 2.100 Marken; das Jahr 2024 ist das des Berichts.",
            en="Median per post over about 2,100 brands; the year 2024 is that of the report.",
        ),
        cell={"platform": frozenset({platform.lower(), *names})},
    )


def _mean(platform: str, value: float, *names: str) -> Published:
    return Published(
        population=Text(de=f"{platform}: Mittelwert (Socialinsider)", en=f"{platform}: mean (Socialinsider)"),
        year=2022,
        value=value,
        unit="ratio",
        grade="C",
        source="Socialinsider, https://www.sgpjbg.com/bgdown/120244.html",
        caveat=Text(
            de="Angabe eines Anbieters: Mittelwert einer anderen Stichprobe, meist höher als der Median.",
            en="Vendor figure: mean of another sample, mostly higher than the median.",
        ),
        cell={"platform": frozenset({platform.lower(), *names})},
    )


PUBLISHED = (
    _median("Facebook", 2024, 0.00063, _RIVAL_IQ_2024),
    _median("Facebook", 2022, 0.0006, _RIVAL_IQ_2023),
    _median("Instagram", 2022, 0.0047, _RIVAL_IQ_2023),
    _median("TikTok", 2024, 0.0263, _RIVAL_IQ_2024),
    _median("TikTok", 2022, 0.0569, _RIVAL_IQ_2023),
    _median("Twitter", 2022, 0.00035, _RIVAL_IQ_2023, "x"),
    _mean("TikTok", 0.0425),
    _mean("Instagram", 0.006),
    _mean("Facebook", 0.0015),
    _mean("Twitter", 0.0005, "x"),
)
