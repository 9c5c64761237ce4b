"""Published figures of a metric: those that come with the product and those the company has entered itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from leitstand.foundation.registry import things
from leitstand.foundation.text import Text
from leitstand.metrics.compute.definition import fingerprint
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.contract import Unit
from leitstand.metrics.registry import find

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


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


def published(facts: StoreFacts, metric: str) -> list[Published]:
    """The figures for a metric: the company's own rows of the table `benchmark` first, then those that come along.

    Raises UnknownId.
    """
    return [*_own(facts, metric), *shipped().get(metric, ())]


def _own(facts: StoreFacts, metric: str) -> list[Published]:
    unit, definition = find(metric).unit, fingerprint(metric)
    found = facts.backend.con.execute(
        """SELECT peer_group, period, retrieved_on, coalesce(value, p50), grade, source_url, definition_hash, p25, p75
        FROM benchmark WHERE valid_to IS NULL AND metric_key = ? AND coalesce(value, p50) IS NOT NULL
        ORDER BY retrieved_on DESC NULLS LAST, row_key""",
        [metric],
    ).fetchall()
    return [
        Published(
            Text(de=peers or "eigene Angabe", en=peers or "entered by yourself"), _year(period, retrieved), value, unit,
            grade, source or "", _caveat(stated, definition), p25, p75,
        )
        for peers, period, retrieved, value, grade, source, stated, p25, p75 in found
    ]  # fmt: skip


def _year(period: str | None, retrieved: date | None) -> int | None:
    named = _YEAR.findall(period or "")
    return int(named[-1]) if named else retrieved.year if retrieved else None


def _caveat(stated: str | None, definition: str) -> Text:
    if stated == definition:
        return Text(de="Gleiche Definition.", en="Same definition.")
    if stated is None:
        return Text(
            de="Ob die Definition dieselbe ist, ist unbekannt.", en="Unknown whether the definition is the same."
        )
    return Text(de="Andere Definition: nur bedingt vergleichbar.", en="Different definition: not fully comparable.")
