"""Brings many metrics up to date after new data: where that is safe, only the periods that the new rows touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from leitstand.foundation.period import Grain, Period
from leitstand.foundation.schema import tables
from leitstand.metrics.compute import cube, patterns, scan, splits, totals
from leitstand.metrics.compute.answer import Ask, is_complete, looks_back, spans_of, tables_behind
from leitstand.metrics.compute.definition import fingerprint
from leitstand.metrics.compute.doubts import doubts
from leitstand.metrics.compute.evaluator import leaves_of, scanned, shifted
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.joins import path
from leitstand.metrics.compute.needs import never_filled
from leitstand.metrics.compute.question import Question
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Latest, Measure, Metric, Open, Quantile, Ranges
from leitstand.metrics.registry import dimension, find, measures, relations

Pair = tuple[str, tuple[str, ...]]
"""Metric and split."""


@dataclass(frozen=True)
class Catalogue:
    """Values of many metrics, and what they were computed from.

    state: settings and loads of the version. known: metric → definition, days covered, columns never delivered.
    """

    grain: Grain
    intervals: bool
    state: Mapping[str, Any]
    known: Mapping[str, Any]
    values: Mapping[Pair, list[Value]]


def compute(facts: StoreFacts, grain: Grain = "month", ids: Iterable[str] | None = None,
            intervals: bool = True) -> Catalogue:  # fmt: skip
    """All metrics with data (or those of `ids`), whole and by every single dimension. Raises UnknownId."""
    chosen = cube.answerable(facts, grain) if ids is None else list(ids)
    values = cube.catalogue(facts, grain, chosen, intervals)
    return Catalogue(grain, intervals, _state(facts), {one: _known(facts, one) for one in chosen}, values)


def refresh(facts: StoreFacts, before: Catalogue) -> Catalogue:
    """The same metrics over a later version; equal to computing them anew.

    Old values stay where no new row, and no day that counts only now, belongs to the period. Everything is computed
    anew where rows were changed or taken back, or where settings changed.
    """
    ids = list(before.known)
    state, known = _state(facts), {one: _known(facts, one) for one in ids}
    fresh = _fresh_tables(facts, before, state)
    if fresh is None:
        return compute(facts, before.grain, ids, before.intervals)
    with facts.kept() as own:
        touched = _Touched(own, fresh, state["loads"] - before.state["loads"], before.state)
        asks: dict[Pair, Ask] = {}
        for identity, by in before.values:
            ask = Ask(before.grain, by, intervals=before.intervals)
            if before.known[identity] == known[identity] | {"last": before.known[identity].get("last")}:
                ask = replace(ask, only=touched.periods(identity, ask, before.known[identity]["last"]))
            asks[(identity, by)] = ask
        asks = _together(asks)
        found = cube.answers(own, {pair: ask for pair, ask in asks.items() if ask.only is not NOTHING})
    values = {
        pair: _merged(pair[0], old, found.get(pair, []), asks[pair], known[pair[0]])
        for pair, old in before.values.items()
    }
    return Catalogue(before.grain, before.intervals, state, known, values)


FEW = 3  # periods

AS_OF = "as of"
"""Stands among the tables that a relation is made of for the day up to which they are read."""

NOTHING: tuple[Period, ...] = (Period(date.min, date.min, "total"),)
"""No period is touched; an empty `only` would ask for all."""


def _together(asks: Mapping[Pair, Ask]) -> dict[Pair, Ask]:
    """The same questions; those about few periods all ask for the same few, so that they are read together."""
    few: dict[bool, set[Period]] = {True: set(), False: set()}
    for ask in asks.values():
        if ask.only and ask.only is not NOTHING:
            few[len(ask.only) <= FEW].update(ask.only)
    return {
        pair: ask
        if not ask.only or ask.only is NOTHING
        else replace(ask, only=tuple(sorted(few[len(ask.only) <= FEW])))
        for pair, ask in asks.items()
    }


def _merged(identity: str, old: list[Value], new: list[Value], ask: Ask, known: Mapping[str, Any]) -> list[Value]:
    if not ask.only:
        return new
    coverage = (known["first"], known["last"])
    complete = {one: is_complete(find(identity), one, coverage) for one in {value.period for value in old}}
    kept = [
        value if value.complete == complete[value.period] else replace(value, complete=complete[value.period])
        for value in old
        if value.period not in ask.only
    ]
    order = {period: place for place, period in enumerate(sorted({value.period for value in (*kept, *new)}))}
    return sorted((*kept, *new), key=lambda value: order[value.period])


def _state(facts: StoreFacts) -> dict[str, Any]:
    loads = facts.backend.con.execute("SELECT load_id FROM _loads").fetchall()
    settings = {name: value for name, value in facts.state.items() if name != "version"}
    return {
        "settings": settings,
        "loads": frozenset(one for (one,) in loads),
        "fiscal_start": facts.fiscal_start,
        "days": (facts.given_as_of, facts.captured_until),
        "reach": facts.reach,
        "systems": facts.systems,
        "count_repeated": facts.count_repeated,
        "scope": facts.scope,
    }


def _known(facts: StoreFacts, identity: str) -> dict[str, Any]:
    coverage = facts.coverage(tables_behind(facts, identity))
    if coverage is None:
        return {}
    never = [name for name in leaves_of(identity) if never_filled(facts, measures()[name])]
    return {"definition": fingerprint(identity), "first": coverage[0], "last": coverage[1], "never": never}


def _fresh_tables(facts: StoreFacts, before: Catalogue, state: Mapping[str, Any]) -> set[str] | None:
    """The tables with new rows; None where more has changed than that."""
    same = all(
        state[name] == before.state[name] for name in ("settings", "fiscal_start", "days", "count_repeated", "scope")
    )
    if not same or not before.state["loads"] <= state["loads"] or "link" in facts.systems:
        return None
    if facts.echoes:
        return None
    fresh = sorted(state["loads"] - before.state["loads"])
    found = set()
    for name in facts.systems:
        new, closed = facts.backend.con.execute(
            f"""SELECT count(*) FILTER (valid_to IS NULL AND load_id IN (SELECT unnest($fresh))),
            count(*) FILTER (valid_to >= (SELECT min(loaded_at) FROM _loads WHERE load_id IN (SELECT unnest($fresh))))
            FROM "{name}" """,
            {"fresh": fresh},
        ).fetchone()
        if closed or (new and name == "exchange_rate"):
            return None
        if new:
            found.add(name)
    return found


class _Touched:
    """Which periods of a metric the new rows touch."""

    def __init__(self, facts: StoreFacts, fresh: set[str], loads: Iterable[str], state: Mapping[str, Any]) -> None:
        self.facts, self.fresh, self.loads, self.state = facts, fresh, sorted(loads), state
        self._reads: dict[str, tuple[set[str], bool]] = {}
        self._different: dict[Any, Any] = {}
        self._old: dict[date, StoreFacts] = {}
        self._found: dict[Any, set[Period]] = {}

    def periods(self, identity: str, ask: Ask, last: date) -> tuple[Period, ...]:
        """The periods to ask for; () for all, NOTHING for none."""
        coverage = self.facts.coverage(tables_behind(self.facts, identity))
        if coverage is None or doubts(self.facts, identity) or not _of_single_periods(identity):
            return ()
        looked_at = self.facts if self.facts.given_as_of else self.facts.at(coverage[1])
        spans = spans_of(looked_at, ask, coverage)
        moved = [
            shifted(spans, at, looked_at.fiscal_start, looked_at.as_of)
            for at in ("period", *sorted(looks_back(identity)))
        ]
        every = tuple(sorted({period for periods in moved for period in periods}))
        # days that did not count before, because the data were known to reach only so far, count now
        touched = {period for period in every if period.end > last}
        for name in dict.fromkeys(leaves_of(identity)):
            found = self._by_measure(looked_at, last, name, ask.by, every)
            if found is None:
                return ()
            touched |= found
        hit = [span for index, span in enumerate(spans) if any(periods[index] in touched for periods in moved)]
        return tuple(hit) or NOTHING

    def _by_measure(self, facts: StoreFacts, last: date, name: str, by: tuple[str, ...],
                    periods: tuple[Period, ...]) -> set[Period] | None:  # fmt: skip
        """Periods with rows that are new or different, or refer to such a row; None where more than that counts."""
        one = measures()[name]
        if not isinstance(one.time, str) and one.needs:
            return None  # whether a column is filled is asked of all rows
        if isinstance(one.time, Ranges) and totals.known(facts, one.table, one.time)[1]:
            return None  # which totals fit a period depends on the others
        asked = [each for each in by if splits.reachable(one.table, dimension(each))]
        if "employee" in self.fresh and any(dimension(each).staff for each in asked):
            return None  # which teams may be shown depends on all employees
        columns = {*one.joins, *one.needs, *one.breaks, *_places(one.time)}
        columns |= scan.person_columns(one.table) if scan.has_people(one.table) else set()
        columns |= {column for each in asked for column in splits.reachable(one.table, dimension(each))}
        columns = {part for column in columns for part in column.split("|")}
        read = {one.table, *(column.rpartition(".")[0] for column in columns if "." in column)}
        read |= {step for target in read for _, step in path(one.table, target) or ()}
        found: set[Period] = set()
        for table in sorted(read):
            behind, alone = self._behind(table)
            changed = behind & (self.fresh if self._before(facts, last).as_of == facts.as_of else {*self.fresh, AS_OF})
            if changed and not alone:
                if any(column.startswith(f"{table}.") for column in _places(one.time)):
                    return None  # its rows may have left a period
                asked_for = None if table == one.table else frozenset(columns)
                other = partial(self._with_other, facts, last, table, asked_for)
                found |= self._hit((last, table, asked_for), facts, name, periods, other)
            for source in sorted(changed) if alone else ():
                found |= self._hit((source,), facts, name, periods, partial(self._with_new, facts, one, source))
        return found

    def _behind(self, table: str) -> tuple[set[str], bool]:
        """The tables that a table is made of, and whether each of its rows is made of single ones."""
        if table not in relations():
            return {table}, True
        if table not in self._reads:
            import ibis.expr.operations as ops

            reader = _Reader(self.facts)
            rows = relations()[table].build(reader)
            inner = [self._behind(name) for name in sorted(reader.read)]
            alone = max(reader.read.values()) == 1  # else a new row could meet an old one of its own table
            alone = alone and not rows.op().find((ops.Aggregate, ops.WindowFunction, ops.Unnest))
            alone = alone and all(single for _, single in inner) and not reader.asked_day
            behind = {name for names, _ in inner for name in names}
            self._reads[table] = behind | ({AS_OF} if reader.asked_day else set()), alone
        return self._reads[table]

    def _hit(self, what: Any, facts: StoreFacts, name: str, periods: tuple[Period, ...],
             changed: Callable[[], tuple[StoreFacts, str | None]]) -> set[Period]:  # fmt: skip
        """The periods of the rows that are changed themselves or, where a column is named, refer to one."""
        key = (*what, facts.as_of, measures()[name].table, measures()[name].time, periods)
        if key not in self._found:
            self._found[key] = self._periods_of(*changed(), name, periods)
        return self._found[key]

    def _periods_of(self, part: StoreFacts, key: str | None, name: str, periods: tuple[Period, ...]) -> set[Period]:
        def build(_: Any, rows: Any) -> Any:
            return (rows.filter(rows[key].notnull()) if key else rows).select("__period").distinct()

        found = scan.read(part, [name], Question(periods), ("touched", key), build, {key} if key else ())
        return {periods[row["__period"]] for row in found}

    def _with_new(self, facts: StoreFacts, one: Measure, source: str) -> tuple[StoreFacts, str | None]:
        """Facts with only the new rows of a table, and the column that says which rows refer to one of them."""
        part = self._only(facts, source, self.loads)
        own = one.table in relations() and source in self._behind(one.table)[0]
        reached = one.table != source and path(one.table, source) is not None
        if own and not reached:
            # a row can be there without the source (an order without lines): what do the new rows make of it?
            without = self._only(facts, source, [], " without")
            some, none = (f'SELECT * FROM "{each.table(one.table).op().name}"' for each in (part, without))
            both = f"({some} EXCEPT {none}) UNION ALL ({none} EXCEPT {some})"
            part._tables[one.table] = part._view(f"{one.table} other part", both, part.table(one.table).schema())
        return part, f"{source}.{tables()[source].key[0]}" if reached else None

    def _with_other(self, facts: StoreFacts, last: date, table: str,
                    columns: frozenset[str] | None) -> tuple[StoreFacts, str | None]:  # fmt: skip
        """Facts with only those rows of a relation that are not as they were (old and new), and as for `_with_new`.

        columns: those that matter; None where the rows are asked for themselves.
        """
        key = None if columns is None else f"{table}.{relations()[table].key}"
        now, before = facts.table(table).op(), self._before(facts, last).table(table).op()
        names = [one for one in now.schema if columns is None or f"{table}.{one}" in {*columns, key}]
        kind = (facts.as_of, last, table, tuple(names))
        if kind not in self._different:
            name, listed = f"{table} different {len(self._different)} kept", ", ".join(f'"{one}"' for one in names)
            self.facts._kept.append(name)
            facts.backend.con.execute(f'CREATE TEMP TABLE "{name}" AS FROM "{now.name}" LIMIT 0')
            facts.backend.con.execute(f"""INSERT INTO "{name}" ({listed}) SELECT {listed} FROM (
                SELECT {listed}, 1 AS times FROM "{now.name}" UNION ALL SELECT {listed}, -1 FROM "{before.name}")
                GROUP BY ALL HAVING sum(times) <> 0""")
            self._different[kind] = facts.named(name, now.schema)
        part = self._like(facts)
        part._tables[table] = self._different[kind]
        return part, key

    def _before(self, facts: StoreFacts, last: date) -> StoreFacts:
        """The facts as they were: without the new rows, and known to reach only so far."""
        if last not in self._old:
            day, kept = self.facts.given_as_of or last, self.facts._kept
            old = StoreFacts(
                facts.backend, day, facts.fiscal_start, facts.captured_until, keeps=True, label=" before",
                scope=facts.scope, all_teams=facts.all_teams,
            )  # fmt: skip
            old._kept = kept
            old._tables = {name: self._rows(facts, name, self.loads, " before", new=False) for name in self.fresh}
            old.__dict__ |= {"reach": self.state["reach"], "systems": self.state["systems"], "echoes": {}}
            self._old[last] = old
        return self._old[last]

    def _only(self, facts: StoreFacts, source: str, loads: list[str], label: str = " part") -> StoreFacts:
        """The facts with only the rows of some loads in one of the tables."""
        part = self._like(facts, label)
        for name in [one for one in part._tables if one in relations() and source in self._behind(one)[0]]:
            del part._tables[name]
        part._tables[source] = self._rows(facts, source, loads, label)
        return part

    def _rows(self, facts: StoreFacts, source: str, loads: list[str], label: str, new: bool = True) -> Any:
        listed = ", ".join(f"'{load}'" for load in loads) or "NULL"
        among = f"coalesce(load_id IN ({listed}), false) = {new}"
        shape = patterns.columns(source)
        columns = ", ".join(f'"{column}"' for column in shape)
        query = f'SELECT {columns} FROM "{source}" WHERE valid_to IS NULL AND {among}'
        return facts._view(f"{source} current{label}", query, shape)

    def _like(self, facts: StoreFacts, label: str = " part") -> StoreFacts:
        part = StoreFacts(
            facts.backend, facts.as_of, facts.fiscal_start, facts.captured_until, label=label, scope=facts.scope,
            all_teams=facts.all_teams,
        )  # fmt: skip
        part._tables = dict(facts._tables)
        for name in ("state", "told", "reach", "systems", "echoes", "large_teams", "few_rows"):
            part.__dict__[name] = getattr(facts, name)
        return part


class _Reader:
    """Facts that remember which tables were asked for, and how often."""

    def __init__(self, facts: StoreFacts) -> None:
        self._facts = facts
        self.read: Counter[str] = Counter()
        self.asked_day = False

    def table(self, name: str) -> Any:
        self.read[name] += 1
        return self._facts.table(name)

    def __getattr__(self, name: str) -> Any:
        self.asked_day |= name in ("until", "as_of")
        return getattr(self._facts, name)


def _places(time: str | Open | Latest | Ranges) -> set[str]:
    """The columns that put a row into its periods."""
    match time:
        case str():
            return {time}
        case Open():
            return {time.since, *([time.until] if time.until else [])}
        case Latest():
            return {time.day, *time.per}
    return {time.owner, time.split, time.since, time.until}


def _of_single_periods(identity: str) -> bool:
    """A value is made of the rows of its own period and of the ones that it looks back to, and of no others."""
    one = find(identity)
    whole = isinstance(one, Metric) and isinstance(one.kind, Quantile)
    return whole or set(scanned(identity, moved=True)) == set(leaves_of(identity))
