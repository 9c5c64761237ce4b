"""Counts events that several systems tell of once: the one that knows them first-hand speaks, the others are silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leitstand.foundation.period import Period
from leitstand.foundation.schema import Table, tables
from leitstand.foundation.text import Text
from leitstand.sources.recognise import GENERIC, find_connector
from leitstand.store.contract import OWN

Spans = Mapping[tuple[str, str], tuple[date, date]]
"""(source system, table) → first and last day it is known to cover."""


@dataclass(frozen=True, slots=True)
class Echo:
    """Rows of a table that repeat what another system tells itself.

    connectors: those that repeat. speakers: first-hand source system → first and last day on which it speaks.
    """

    table: str
    connectors: tuple[str, ...]
    speakers: Mapping[str, tuple[date, date]]

    @property
    def repeats(self) -> str:
        """The SQL condition over a row `t` that it is left out; never null."""
        day = _day(tables()[self.table])
        names = ", ".join(f"'{name}'" for name in self.connectors)
        spans = " OR ".join(
            f"t.\"{day}\" BETWEEN DATE '{first}' AND DATE '{last}'" for first, last in set(self.speakers.values())
        )
        return f"coalesce(t.load_id IN (SELECT load_id FROM _loads WHERE connector IN ({names})) AND ({spans}), false)"


@dataclass(frozen=True, slots=True)
class Silence:
    """What was left out of a table. days: days and connectors of the rows."""

    echo: Echo
    days: frozenset[tuple[date, str]]

    def note(self, period: Period) -> Text | None:
        """Who was not counted in a period, and who speaks instead; None where nothing was left out."""
        names = sorted({connector for day, connector in self.days if period.start <= day < period.end})
        if not names:
            return None
        titles = [one.title for name in names if (one := find_connector(name))]
        silent = Text(de=", ".join(one.de for one in titles), en=", ".join(one.en for one in titles))
        what, speakers = tables()[self.echo.table].meaning, ", ".join(sorted(self.echo.speakers))
        return Text(
            de=f"{what.de}: {silent.de} nicht mitgezählt, weil dieselben Vorgänge schon aus {speakers} kommen.",
            en=f"{what.en}: {silent.en} not counted, because the same events come from {speakers} already.",
        )


def repeating(connection: Any) -> dict[str, set[str]]:
    """Canonical table → connectors of the loads that only repeat it."""
    names = {name for (name,) in connection.execute("SELECT DISTINCT connector FROM _loads").fetchall()}
    tables_of = {name: one.echoes for name in names - {GENERIC, OWN} if (one := find_connector(name))}
    return {
        table: {name for name, told in tables_of.items() if table in told}
        for table in {table for told in tables_of.values() for table in told}
    }


def found(connection: Any, repeating: Mapping[str, set[str]], systems: Iterable[str], reach: Spans) -> dict[str, Echo]:
    """Canonical table → what is left out of it. systems: tables that have rows.

    A system speaks for the days it covers; on other days the echo is all there is, and counts.
    """
    wanted = sorted(set(repeating) & set(systems))
    echoes = (_echo(connection, tables()[name], repeating[name], reach) for name in wanted)
    return {one.table: one for one in echoes if one is not None}


def _echo(connection: Any, one: Table, repeating: Iterable[str], reach: Spans) -> Echo | None:
    day = _day(one)
    rows = connection.execute(
        f"""SELECT t.source_system, l.connector, min(t."{day}"), max(t."{day}")
        FROM "{one.name}" t LEFT JOIN _loads l USING (load_id)
        WHERE t.valid_to IS NULL AND t.source_system <> '{OWN}' GROUP BY ALL"""
    ).fetchall()
    connectors = sorted({connector for _, connector, *_ in rows if connector in repeating})
    mixed = {system for system, connector, *_ in rows if connector in repeating}
    speakers: dict[str, tuple[date, date]] = {}
    for system, connector, first, last in rows:
        if connector in repeating or first is None:
            continue
        before = speakers.get(system, (first, last))
        speakers[system] = min(before[0], first), max(before[1], last)
    for system in speakers.keys() - mixed:  # what else it delivers shows that it knew these days too
        speakers[system] = reach.get((system, one.name), speakers[system])
    return Echo(one.name, tuple(connectors), speakers) if connectors and speakers else None


def silence(connection: Any, echo: Echo) -> Silence:
    """The rows that an echo leaves out, by day and connector."""
    day = _day(tables()[echo.table])
    rows = connection.execute(
        f"""SELECT DISTINCT t."{day}", l.connector FROM "{echo.table}" t JOIN _loads l USING (load_id)
        WHERE t.valid_to IS NULL AND {echo.repeats}"""
    ).fetchall()
    return Silence(echo, frozenset(rows))


def _day(one: Table) -> str:
    assert one.event_time is not None, f"{one.name} does not say when: no connector can echo it"
    return one.day_of(one.event_time)
