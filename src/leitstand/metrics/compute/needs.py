"""Says where a column that a number needs is empty: null would count as no, and a zero would stand for "not known"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from leitstand.foundation.period import Period
from leitstand.foundation.schema import table as schema_table
from leitstand.foundation.text import Language, Text
from leitstand.metrics.compute import patterns, scope
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Question
from leitstand.metrics.contract import Measure
from leitstand.metrics.registry import measures, relations

ENOUGH = 0.95
"""Share of the rows that must have a needed column."""

BEGINS = Text(
    de="Die Daten beginnen erst mit diesem Zeitraum; was davor war, ist nicht bekannt.",
    en="The data begin only with this period; what was before is not known.",
)


def noted(facts: StoreFacts, leaves: Iterable[str], question: Question, numbers: dict[Any, Any],
          nothing: Any) -> dict[Any, Any]:  # fmt: skip
    """The numbers; "not enough data", with the reason, where a column that one of the measures needs is too empty."""
    for one in (measures()[leaf] for leaf in dict.fromkeys(leaves)):
        if not (one.ever or one.needs or one.history):
            continue
        never = never_filled(facts, one)
        for index, period in enumerate(question.periods):
            note = never or rarely_filled(facts, one, period) or begins_too_late(facts, one, period)
            if note is not None:
                here = [(key, number) for key, number in numbers.items() if key[0] == index]
                unsaid = {key: number for key, number in here if number.status == "ok" or number.note is None}
                numbers = numbers | {key: replace(nothing, n=number.n, note=note) for key, number in unsaid.items()}
    return numbers


def never_filled(facts: StoreFacts, one: Measure) -> Text | None:
    """Which column the sources do not deliver at all, if there is such a one; without any rows nothing is missing."""
    if one.ever and facts.coverage(facts.canonical(one.table)) is None:
        return None
    for alternatives in one.ever:
        if not any(_occurs(facts, name) for name in alternatives.split("|")):
            german, english = alternatives.replace("|", " oder "), alternatives.replace("|", " or ")
            return Text(de=f"Die Quelle liefert {german} nicht.", en=f"The source does not deliver {english}.")
    return None


def rarely_filled(facts: StoreFacts, one: Measure, period: Period) -> Text | None:
    """Which needed column too many rows of the period lack, and how many have it."""
    if not one.needs:
        return None
    key = ("rarely", one.table, one.time, tuple(one.needs.items()), period)
    if key not in facts.filled:
        facts.filled[key] = _rarely_filled(facts, one, period)
    found: Text | None = facts.filled[key]
    return found


def _rarely_filled(facts: StoreFacts, one: Measure, period: Period) -> Text | None:
    months = _filled_by_month(facts, one)
    # a stock has no days of its own: all its rows count
    inside = [
        counts for month, counts in months.items() if month is None or period.start.replace(day=1) <= month < period.end
    ]
    for name in one.needs:
        rows, filled = (sum(counts[name][side] for counts in inside) for side in (0, 1))
        if filled < ENOUGH * rows:
            share = f"{100 * filled / rows:.0f}"
            german, english = _named(one.table, name, "de"), _named(one.table, name, "en")
            return Text(
                de=f"{german} ist nur in {share} % der Zeilen gefüllt; nötig sind {100 * ENOUGH:.0f} %.",
                en=f"{english} is filled in only {share} % of the rows; {100 * ENOUGH:.0f} % are needed.",
            )
    return None


def _named(table: str, column: str, language: Language) -> str:
    """The column as a user can look it up: with its table, or with the title of what is made of several tables."""
    words = column.replace("|", " oder " if language == "de" else " or ")
    if "." in column:
        return words
    return f"{relations()[table].title.get(language)}: {words}" if table in relations() else f"{table}.{words}"


def begins_too_late(facts: StoreFacts, one: Measure, period: Period) -> Text | None:
    """The measure asks for what was before the period, and the data begin with it."""
    if not one.history:
        return None
    began = facts.began({one.table})
    return BEGINS if began is None or began >= period.start else None


def _occurs(facts: StoreFacts, name: str) -> bool:
    if name not in facts.filled:
        table, _, column = name.rpartition(".")
        one = schema_table(table)
        query = f'SELECT count("{one.column(column).name}") > 0 FROM "{one.name}" WHERE valid_to IS NULL'
        (facts.filled[name],) = facts.backend.con.execute(query).fetchone()
    found: bool = facts.filled[name]
    return found


def _filled_by_month(facts: StoreFacts, one: Measure) -> Mapping[date | None, Mapping[str, tuple[int, int]]]:
    """First day of the month (None: no time column) → needed column → (rows that must have it, those that do)."""
    key = (one.table, one.time, tuple(one.needs.items()))
    if key not in facts.filled:
        found = patterns.sql(
            facts, ("filled", key, facts.scope), lambda own: (_counts_by_month(facts, own, one), None), {}
        )
        if found:
            counted = facts.backend.con.execute(found[0]).to_arrow_table()
        else:  # reads a table that lives in memory
            counted = _counts_by_month(facts, facts, one).to_pyarrow()
        facts.filled[key] = {
            row.get("__month"): {name: (row[f"{name} rows"], row[f"{name} filled"]) for name in one.needs}
            for row in counted.to_pylist()
        }
    kept: Mapping[date | None, Mapping[str, tuple[int, int]]] = facts.filled[key]
    return kept


def _counts_by_month(facts: StoreFacts, own: Any, one: Measure) -> Any:
    import ibis

    wanted = {*one.needs, *one.joins, *([one.time] if isinstance(one.time, str) else [])}
    rows = scope.kept(facts, own, one.table, {name for name in wanted if "." in name})
    if isinstance(one.time, str):
        rows = rows.filter(rows[one.time] <= own.as_of)
    sums = {}
    for name, where in one.needs.items():
        has = ibis.or_(*(rows[part].notnull() for part in name.split("|")))
        counts = None if where is None else where(rows).fill_null(False)
        sums[f"{name} rows"] = rows.count(where=counts)
        sums[f"{name} filled"] = rows.count(where=has if counts is None else has & counts)
    if isinstance(one.time, str):
        day = rows[one.time]
        rows = rows.group_by(__month=ibis.date(day.year(), day.month(), ibis.literal(1)))
    return rows.aggregate(**sums)
