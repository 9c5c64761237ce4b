"""Published engagement rates by impressions, per platform."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published


def _buffer(platform: str, value: float, *names: str) -> Published:
    return Published(
        population=Text(de=f"{platform}: Nutzer von Buffer", en=f"{platform}: users of Buffer"),
        year=2025,
        value=value,
        unit="ratio",
        grade="C",
        source="Buffer, quoted by https://www.shortsintel.com/statistics/social-media-engagement-benchmarks",
        caveat=Text(
            de="Angabe eines Anbieters aus zweiter Hand; reiht die Plattformen anders als die Rate nach Followern.",
            en="Vendor figure, quoted second-hand; ranks the platforms differently from the rate by followers.",
        ),
        cell={"platform": frozenset({platform.lower(), *names})},
    )


PUBLISHED = (
    _buffer("LinkedIn", 0.065),
    _buffer("Facebook", 0.0507),
    _buffer("YouTube", 0.0441),
    _buffer("X", 0.0231, "twitter"),
    _buffer("Instagram", 0.0116),
)
