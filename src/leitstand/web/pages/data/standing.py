"""Where the data come from, how fresh they are, and what about them waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from leitstand.control.closing import services as closing
from leitstand.control.identity import decisions
from leitstand.control.identity.clusters import Doubtful
from leitstand.control.ledger import services as ledger
from leitstand.control.ledger.models import Load
from leitstand.foundation.numbers import format_day, format_number
from leitstand.foundation.text import Text
from leitstand.jobs import deliveries
from leitstand.jobs.reconciling import Month
from leitstand.metrics.compute.doubts import tables_read
from leitstand.metrics.registry import find, metrics
from leitstand.sources.recognise import connectors
from leitstand.store.contract import OWN
from leitstand.web.company import Company


@dataclass(frozen=True, slots=True)
class Source:
    """One system. late: the day on which its next delivery was expected, where that has passed."""

    name: str
    title: str | Text
    files: int
    last: datetime
    rows_in: int
    accepted: int
    rejected: int
    until: date | None
    late: date | None


def sources(company: Company) -> list[Source]:
    """Every system that delivered, the latest first; rows in = accepted + rejected."""
    if company.empty:
        return []
    known: Mapping[str, str] = company.remember("data.systems", lambda: _systems(company))
    until: Mapping[str, date | None] = company.remember("data.until", lambda: _until(company))
    days = company.remember("data.delivered", lambda: deliveries.delivered(company.facts))
    late = {one.source: one.due for one in deliveries.missing(days, datetime.now(UTC).date())}
    by_system: dict[str, list[Load]] = {}
    for load in loads(company):
        if load.state == "done" and load.id in known:
            by_system.setdefault(known[load.id], []).append(load)
    found = [
        Source(
            name, _title(name), len({one.sha256 for one in mine}), max(one.started_at for one in mine),
            sum(one.rows_in for one in mine), sum(one.accepted for one in mine), sum(one.rejected for one in mine),
            until.get(name), late.get(name),
        )
        for name, mine in by_system.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.last, one.name), reverse=True)


def loads(company: Company) -> list[Load]:
    """All loads of files, newest first."""
    return [one for one in ledger.loads(company.alias) if one.connector != OWN]


def _title(name: str) -> str | Text:
    known = connectors().get(name)
    return known.title if known else name


def _systems(company: Company) -> dict[str, str]:
    """Load → its source system."""
    rows = company.facts.backend.con.execute(
        "SELECT load_id, source_system FROM _loads WHERE source_system <> ?", [OWN]
    )
    return dict(rows.fetchall())


def _until(company: Company) -> dict[str, date | None]:
    """Source system → the last day on which something happened in its data."""
    found: dict[str, date | None] = {}
    for system, _, _, last in company.facts.told:
        if system != OWN and (found.get(system) is None or last > found[system]):  # type: ignore[operator]
            found[system] = last
    return found


def quality(company: Company) -> list[dict[str, Any]]:
    """The checks that found something, the worst first, each with the metrics it makes doubtful."""
    if company.empty:
        return []
    found: list[dict[str, Any]] = company.remember("data.quality", company.workspace.quality_findings)
    reads: dict[str, frozenset[str]] = company.remember("data.reads", lambda: _reads(company))
    known = [(name, find(name).title) for name in reads if company.has(name)]
    return [
        one | {"metrics": [pair for pair in known if one["table"] in reads[pair[0]]]}
        for one in found if one["failed"]
    ]  # fmt: skip


def _reads(company: Company) -> dict[str, frozenset[str]]:
    return {name: frozenset(tables_read(company.facts, name)) for name in metrics()}


def pairs(company: Company) -> list[tuple[str, Doubtful]]:
    """Pairs of records that wait for a decision, without those just decided, the likeliest first."""
    if company.empty:
        return []
    together, apart = decisions.decided(company.alias)
    return [
        (entity, one)
        for entity, one in decisions.doubtful(company.alias)
        if (one.pair.first, one.pair.second) not in together[entity] | apart[entity]
    ]


def months(company: Company) -> list[Month]:
    """The months that have books, newest first, with their signatures of now."""
    if company.empty:
        return []
    history = closing.history(company.alias)
    signed = {one.month for one in history}
    found: list[Month] = company.remember(
        "data.months", lambda: [replace(one, signatures=()) for one in company.workspace.books.months()], sorted(signed)
    )
    return [
        replace(one, signatures=tuple(each for each in history if each.month == one.start)) for one in reversed(found)
    ]


def answers(company: Company) -> list[dict[str, Any]]:
    """Per family what can be answered today and from when, and what would bring more."""
    if company.empty:
        return []
    found: list[dict[str, Any]] = company.remember("data.answers", company.workspace.answerable)
    return [
        one | {
            "from": min((each["start"] for each in one["answered"]), default=None),
            "lacks": lacking(one["missing"]),
        }
        for one in found
    ]  # fmt: skip


def lacking(missing: list[dict[str, Any]]) -> list[tuple[Any, int, list[Any]]]:
    """What is missing most: canonical table in words, how many metrics it would bring, systems that have it."""
    from leitstand.foundation.schema import tables

    brings: dict[str, int] = {}
    for one in missing:
        for group in one.get("tables", ()):
            if group and group[0] in tables():
                brings[group[0]] = brings.get(group[0], 0) + 1
    best = sorted(brings, key=lambda name: (-brings[name], name))[:3]
    feeds = {name: [one.title for one in connectors().values() if name in one.feeds][:3] for name in best}
    return [(tables()[name].meaning, brings[name], feeds[name]) for name in best]


def warm(company: Company) -> None:
    """Works out what takes longest, so that nobody waits for it."""
    for part in (sources, quality, months, answers):
        part(company)


def headline(company: Company, found: list[Source], waiting: int) -> Text:
    """The answer in words."""
    day, number = company.as_of, len(found)
    until = {say: format_day(day, say) if day else "–" for say in ("de", "en")}
    systems = Text(
        de=f"Daten aus {number} {'System' if number == 1 else 'Systemen'} bis {until['de']}",
        en=f"Data from {number} {'system' if number == 1 else 'systems'} up to {until['en']}",
    )
    if not waiting:
        return Text(de=f"{systems.de}; nichts wartet auf Sie", en=f"{systems.en}; nothing waits for you")
    one = waiting == 1
    return Text(
        de=f"{systems.de}; {format_number(waiting, 'de')} {'Sache wartet' if one else 'Dinge warten'} auf Sie",
        en=f"{systems.en}; {format_number(waiting, 'en')} {'thing waits' if one else 'things wait'} for you",
    )
