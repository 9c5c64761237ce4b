"""What a published figure of a metric must say, and those that come with the product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from leitstand.foundation.registry import things
from leitstand.foundation.text import Text
from leitstand.metrics.contract import Unit


@dataclass(frozen=True, slots=True)
class Published:
    """A figure that somebody published.

    population: of whom. year: that it is about; None if unknown. value, p25, p75 (quartiles): in `unit`, which is the
    metric's own (shares 0 to 1). grade: A official or census-like, B large study with described method, C vendor or
    secondary quotation; own rows may say D or nothing. source: publisher and address.
    cell: dimension → names of the one value that the figure is about, in small letters ("platform": {"x", "twitter"}).
    """

    population: Text
    year: int | None
    value: float
    unit: Unit
    grade: str | None
    source: str
    caveat: Text
    p25: float | None = None
    p75: float | None = None
    cell: Mapping[str, frozenset[str]] = field(default_factory=dict)


def shipped() -> dict[str, tuple[Published, ...]]:
    """Metric → the figures of the drawer."""
    return things("leitstand.metrics.industry", "PUBLISHED")  # type: ignore[return-value]
