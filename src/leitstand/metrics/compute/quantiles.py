"""Medians and other quantiles of row values, with cases that are still open counted as such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from leitstand.metrics.compute import intervals, scan, survival
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
    one = measures()[kind.measure]
    rows = scan.placed(facts, [kind.measure], question)
    rows = rows.filter(scan.counted(rows, one) == 1)
    value = one.value(rows).cast("float64")  # type: ignore[misc]
    names = scan.cell_columns(question)
    if kind.censored is None and not question.intervals:
        return _without_intervals(_known(rows, names, {"__value": value}, kind.per), names, kind, question, make)
    columns = {"__value": value}
    if kind.censored is not None:
        columns["__open"] = kind.censored(rows).fill_null(False)
    found = _known(rows, names, columns, kind.per).to_pyarrow().to_pylist()
    cases: dict[tuple[int, Cell], list[tuple[float, bool]]] = defaultdict(list)
    for row in found:
        cases[(row["__period"], tuple(row[name] for name in names))].append(
            (row["__value"], not row.get("__open", False))
        )
    keys = cases if question.by else [(index, ()) for index in range(len(question.periods))]
    return {key: _number(cases.get(key, []), kind, make) for key in sorted(keys, key=str)}


def _without_intervals(known: Any, names: list[str], kind: Quantile, question: Question,
                       make: Callable[..., Any]) -> dict[tuple[int, Cell], Any]:  # fmt: skip
    """The engine's own quantile: linear between order statistics too, and no case leaves it."""
    sums = known.group_by(["__period", *names]).aggregate(n=known.count(), middle=known["__value"].quantile(kind.q))
    found = {
        (row["__period"], tuple(row[name] for name in names)): make(
            row["middle"], float(row["n"]), row["middle"], row["n"], status="ok"
        )
        for row in sums.to_pyarrow().to_pylist()
    }
    keys = found if question.by else [(index, ()) for index in range(len(question.periods))]
    nothing = make(None, None, None, 0, status="not_enough_data")
    return {key: found.get(key, nothing) for key in sorted(keys, key=str)}


def _known(rows: Any, names: list[str], columns: dict[str, Any], per: str | None) -> Any:
    """The rows that have a value; with a unit one row for each, with the median of its rows."""
    keys = ["__period", *names]
    known = rows.select(*keys, **columns, **({"__unit": rows[per]} if per else {})).filter(
        lambda t: t["__value"].notnull()
    )
    return known.group_by([*keys, "__unit"]).aggregate(__value=known["__value"].median()) if per else known


def _number(cases: list[tuple[float, bool]], kind: Quantile, make: Callable[..., Any]) -> Any:
    if not cases:
        return make(None, None, None, 0, status="not_enough_data")
    if kind.censored is None or all(done for _, done in cases):
        ordered = sorted(value for value, _ in cases)
        middle: float | None = intervals.quantile(ordered, kind.q)
        interval = intervals.quantile_interval(ordered, kind.q)
    else:
        middle, interval = survival.quantile([value for value, _ in cases], [done for _, done in cases], kind.q)
    status = "ok" if middle is not None else "not_enough_data"
    return make(middle, float(len(cases)), middle, len(cases), interval, status=status)
