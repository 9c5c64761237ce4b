"""An index over items: each item's mean score counts by its weight, however many people answered it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from leitstand.metrics.compute import intervals, scan
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Cell, Question
from leitstand.metrics.contract import Index
from leitstand.metrics.registry import measures

Key = tuple[int, Cell]


def numbers(facts: StoreFacts, kind: Index, question: Question, make: Callable[..., Any]) -> dict[Key, Any]:
    """The index per period and cell; numerator and denominator are Σ weight·mean and Σ weight, n counts respondents."""
    keys = ["__period", *scan.cell_columns(question)]
    units = _per_respondent(facts, kind, question, keys)
    items: dict[Key, dict[str | None, list[tuple[Any, float, int, float]]]] = defaultdict(lambda: defaultdict(list))
    for row in units.to_pyarrow().to_pylist():
        key = (row["__period"], tuple(row[name] for name in keys[1:]))
        items[key][row["__item"]].append((row["__unit"], row["__sum"], row["__n"], row["__weight"]))
    wanted = items if question.by else [(index, ()) for index in range(len(question.periods))]
    return {key: _number(items.get(key, {}), kind, make) for key in sorted(wanted, key=str)}


def _per_respondent(facts: StoreFacts, kind: Index, question: Question, keys: list[str]) -> Any:
    """Respondent and item → sum and number of scores, mean weight."""
    one = measures()[kind.measure]
    rows = scan.placed(facts, [kind.measure], question)
    score = one.value(rows).cast("float64")  # type: ignore[misc]
    weight = rows[kind.weight].cast("float64") if kind.weight else score * 0 + 1
    rows = rows.filter((scan.counted(rows, one) == 1) & score.notnull() & weight.notnull())
    rows = rows.select(*keys, __item=rows[kind.item], __unit=rows[kind.cluster], __score=score, __weight=weight)
    return rows.group_by([*keys, "__item", "__unit"]).aggregate(
        __sum=rows["__score"].sum(), __n=rows.count(), __weight=rows["__weight"].mean()
    )


def _number(items: dict[str | None, list[tuple[Any, float, int, float]]], kind: Index, make: Callable[..., Any]) -> Any:
    respondents = {unit for answers in items.values() for unit, *_ in answers}
    weights, means, counts = {}, {}, {}
    for item, answers in items.items():
        counts[item] = sum(n for _, _, n, _ in answers)
        means[item] = sum(total for _, total, _, _ in answers) / counts[item]
        weights[item] = sum(n * weight for _, _, n, weight in answers) / counts[item]
    below = sum(weights.values())
    if below <= 0 or set(kind.required) - set(items):
        return make(None, None, None, len(respondents), status="not_enough_data")
    above = sum(weights[item] * means[item] for item in items)
    # Linearised: what each respondent adds to the index beyond the mean; items of one person hang together.
    parts: dict[Any, float] = defaultdict(float)
    for item, answers in items.items():
        for unit, total, n, _ in answers:
            parts[unit] += weights[item] / below * (total - n * means[item]) / counts[item]
    squares = sum(part * part for part in parts.values())
    size = len(respondents)
    interval = None
    if size > 1:
        spread = intervals.student(size - 1) * (size / (size - 1) * squares) ** 0.5
        interval = ((above / below - spread) * kind.scale, (above / below + spread) * kind.scale)
    return make(above, below, above / below * kind.scale, size, interval)
