"""Compares with figures from outside: published values of the industry and what is known of named competitors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from leitstand.foundation.period import Period
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import Ask
from leitstand.metrics.compute.comparison import KINDS, Comparison, against
from leitstand.metrics.compute.definition import fingerprint
from leitstand.metrics.compute.earlier import is_flow
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.result import Value
from leitstand.metrics.published import Published, shipped
from leitstand.metrics.registry import find

STALE_DAYS = 400  # a yearly figure that is more than a month late is no longer this year's
STALE_YEARS = 2
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def add_industry(facts: StoreFacts, metric: str, ask: Ask, values: Sequence[Value]) -> None:
    """Adds the published figures that speak of the value's cell, of each population the one nearest in time."""
    rows = published(facts, metric)
    for value in values:
        fitting = [row for row in rows if _speaks_of(row, ask, value)]
        for row in nearest(fitting, value.period.last_day.year):
            kind, whose = KINDS["industry"], row.population
            label = Text(de=f"{kind.de}: {whose.de}", en=f"{kind.en}: {whose.en}")
            comparison = Comparison(
                "industry", label, note=row.caveat, source=row.source, year=row.year, grade=row.grade, p25=row.p25,
                p75=row.p75, stale=row.year is None or abs(value.period.last_day.year - row.year) > STALE_YEARS,
            )  # fmt: skip
            against(value, comparison, row.value)
        if not fitting:
            against(value, Comparison("industry", KINDS["industry"], note=_nothing_published(rows)), None)


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


def nearest(rows: Sequence[Published], year: int) -> list[Published]:
    """One row per population, in their order: the one nearest to the year, of two the later one."""
    best: dict[Text, Published] = {}
    for row in rows:
        best[row.population] = min(best.get(row.population, row), row, key=lambda one: _distance(one, year))
    return list(best.values())


def _distance(row: Published, year: int) -> tuple[float, int]:
    return (float("inf"), 0) if row.year is None else (abs(row.year - year), -row.year)


def _speaks_of(row: Published, ask: Ask, value: Value) -> bool:
    """Whether the value is about what the row is about (figures of one platform belong beside that platform only)."""
    chosen = {c.dimension: c.values[0] for c in ask.segment.conditions if not c.negate and len(c.values) == 1}
    seen = {**chosen, **value.dims}
    return all((seen.get(name) or "").lower() in names for name, names in row.cell.items())


def _nothing_published(rows: Sequence[Published]) -> Text:
    dimensions = ", ".join(sorted({name for row in rows for name in row.cell}))
    if not dimensions:
        return Text(de="Kein veröffentlichter Wert hinterlegt.", en="No published figure on file.")
    return Text(
        de=f"Veröffentlichte Werte gibt es nur für manche Teilgruppen (--by {dimensions}).",
        en=f"There are published figures only for some cells (--by {dimensions}).",
    )


def add_competitors(facts: StoreFacts, metric: str, values: Sequence[Value]) -> None:
    """Adds the newest observation of every competitor, marked stale where it is older than 400 days."""
    observed, flows = observations(facts, metric), is_flow(metric)
    for value in values:
        for row in observed:
            about = f"{row['name']} ({row['period']})" if row["period"] else row["name"]
            day = row["observed_on"]
            comparison = Comparison(
                "competitor", Text(de=about, en=about), source=row["source_url"], year=day.year if day else None,
                confidence=row["confidence"], stale=day is None or (facts.as_of - day).days > STALE_DAYS,
            )  # fmt: skip
            if day is None:
                comparison.note = Text(de="Tag der Beobachtung unbekannt.", en="The day of the observation is unknown.")
            elif comparison.stale:
                comparison.note = Text(de=f"Veraltet: beobachtet am {day:%d.%m.%Y}.", en=f"Stale: observed on {day}.")
            if flows and not _same_length(row["period"], value.period):
                comparison.value, comparison.note = row["value"], OTHER_LENGTH
                value.comparisons.append(comparison)  # to be seen, not to be set against
                continue
            against(value, comparison, row["value"])
        if not observed:
            nothing = Text(de="Keine Beobachtung hinterlegt.", en="No observation on file.")
            against(value, Comparison("competitor", KINDS["competitor"], note=nothing), None)


OTHER_LENGTH = Text(
    de="Der Wert gilt für einen anders langen Zeitraum.", en="The figure is for a period of another length."
)
LENGTHS = ((r"^\d{4}$", 365), (r"(?i)^(q[1-4]\D*\d{4}|\d{4}\D*q[1-4])$", 91), (r"^(\d{4}-\d{2}|\d{1,2}[./]\d{4})$", 30))


def _same_length(stated: str | None, period: Period) -> bool:
    """Whether the stated period (2024, Q3 2024, 2024-11, 11/2024) is as long as ours; sums over days need that."""
    days = next((days for pattern, days in LENGTHS if re.match(pattern, (stated or "").strip())), None)
    return days is not None and abs(period.days - days) <= 0.05 * days


def observations(facts: StoreFacts, metric: str) -> list[dict[str, Any]]:
    """The newest observation of each competitor: name, value, period, source_url, observed_on, confidence.

    The own brand is none. With a given day looked at, later observations do not count.
    """
    found = facts.backend.con.execute(
        """SELECT coalesce(c.name, o.competitor_id::VARCHAR) AS name, o.value, o.period, o.source_url, o.observed_on,
        o.confidence FROM competitor_observation o LEFT JOIN competitor c
        ON c.competitor_id = o.competitor_id AND c.valid_to IS NULL
        WHERE o.valid_to IS NULL AND o.metric_key = $metric AND o.value IS NOT NULL AND NOT coalesce(c.is_own, false)
        AND ($day::DATE IS NULL OR o.observed_on IS NULL OR o.observed_on <= $day::DATE)
        QUALIFY row_number() OVER (PARTITION BY o.competitor_id
            ORDER BY o.observed_on DESC NULLS LAST, o.period DESC NULLS LAST, o.row_key) = 1
        ORDER BY 1""",
        {"metric": metric, "day": facts.given_as_of},
    )
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
