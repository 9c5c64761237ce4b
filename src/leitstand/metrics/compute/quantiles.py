"""Medians and other quantiles of row values, with cases that are still open counted as such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from leitstand.metrics.compute import held, intervals, scan, survival
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Cell, Question
from leitstand.metrics.contract import Quantile
from leitstand.metrics.registry import measures


def numbers(
    facts: StoreFacts, kind: Quantile, question: Question, make: Callable[..., Any]
) -> dict[tuple[int, Cell], Any]:
    """The quantile per period and cell; n counts the cases, open ones included.

    The stored numerator is the quantile itself, the denominator the number of cases.
    """
    names = scan.cell_columns(question)
    rows = held.kept(facts, kind.measure, question, kind)
    plain = kind.censored is None and not question.intervals
    if rows is None and plain:
        return _without_intervals(facts, names, kind, question, make)
    cases: Mapping[tuple[int, Cell], list[tuple[float, bool]]]
    cases = _read(facts, names, kind, question) if rows is None else rows.cases(kind, rows.asked(question))
    keys = cases if question.by else [(index, ()) for index in range(len(question.periods))]
    return {key: _number(cases.get(key, []), kind, make, plain) for key in sorted(keys, key=str)}


def _read(facts: StoreFacts, names: list[str], kind: Quantile, question: Question
          ) -> dict[tuple[int, Cell], list[tuple[float, bool]]]:  # fmt: skip
    """The value of every case, and whether it is done."""
    cases: dict[tuple[int, Cell], list[tuple[float, bool]]] = defaultdict(list)
    for row in scan.read(facts, [kind.measure], question, kind, lambda _, rows: _known(rows, names, kind)):
        cases[(row["__period"], tuple(row[name] for name in names))].append(
            (row["__value"], not row.get("__open", False))
        )
    return cases


def _without_intervals(facts: StoreFacts, names: list[str], kind: Quantile, question: Question,
                       make: Callable[..., Any]) -> dict[tuple[int, Cell], Any]:  # fmt: skip
    """The engine's own quantile: linear between order statistics too, and no case leaves it."""

    def build(_: Any, rows: Any) -> Any:
        known = _known(rows, names, kind)
        return known.group_by(["__period", *names]).aggregate(n=known.count(), middle=known["__value"].quantile(kind.q))

    rows = scan.read(facts, [kind.measure], question, ("engine's", kind), build)
    found = {
        (row["__period"], tuple(row[name] for name in names)): make(
            row["middle"], float(row["n"]), row["middle"], row["n"], status="ok"
        )
        for row in rows
    }
    keys = found if question.by else [(index, ()) for index in range(len(question.periods))]
    nothing = make(None, None, None, 0, status="not_enough_data")
    return {key: found.get(key, nothing) for key in sorted(keys, key=str)}


def _known(rows: Any, names: list[str], kind: Quantile) -> Any:
    """The rows that have a value; with a unit one row for each, with the median of its rows."""
    one, keys = measures()[kind.measure], ["__period", *names]
    rows = rows.filter(scan.counted(rows, one) == 1)
    columns = {"__value": one.value(rows).cast("float64")}  # type: ignore[misc]
    if kind.censored is not None:
        columns["__open"] = kind.censored(rows).fill_null(False)
    per = kind.per
    known = rows.select(*keys, **columns, **({"__unit": rows[per]} if per else {})).filter(
        lambda t: t["__value"].notnull()
    )
    return known.group_by([*keys, "__unit"]).aggregate(__value=known["__value"].median()) if per else known


def _number(cases: list[tuple[float, bool]], kind: Quantile, make: Callable[..., Any], plain: bool) -> Any:
    """plain: as the engine says it, without an interval."""
    if not cases:
        return make(None, None, None, 0, status="not_enough_data")
    middle: float | None
    interval: intervals.Interval | None = None
    if plain:
        middle = intervals.engines_quantile(sorted(value for value, _ in cases), kind.q)
    elif kind.censored is None or all(done for _, done in cases):
        ordered = sorted(value for value, _ in cases)
        middle, interval = intervals.quantile(ordered, kind.q), intervals.quantile_interval(ordered, kind.q)
    else:
        middle, interval = survival.quantile([value for value, _ in cases], [done for _, done in cases], kind.q)
    status = "ok" if middle is not None else "not_enough_data"
    return make(middle, float(len(cases)), middle, len(cases), interval, status=status)
