"""Computes many metrics with all their splits at once: each table is read once, not once per metric and split."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from leitstand.foundation.period import Grain, Period
from leitstand.metrics.compute import scan, splits
from leitstand.metrics.compute.answer import Ask, answer, in_scope, looks_back, spans_of, tables_behind
from leitstand.metrics.compute.evaluator import evaluator, leaves_of, quantiles_of, shifted
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.grouping import Split
from leitstand.metrics.compute.question import Question
from leitstand.metrics.compute.result import Value
from leitstand.metrics.compute.sheet import Sheet
from leitstand.metrics.contract import Metric, Model, Quantile
from leitstand.metrics.registry import dimension, find, measures, metrics


def catalogue(facts: StoreFacts, grain: Grain = "month", ids: Iterable[str] | None = None, intervals: bool = True,
              dimensions: Collection[str] | None = None) -> dict[tuple[str, Split], list[Value]]:  # fmt: skip
    """(metric, split) → the same values as `answer`, for the whole and for every single dimension of each metric.

    ids: default all metrics that have data and this grain, without those that wait for a model. dimensions: only these.
    Raises UnknownId.
    """
    chosen = answerable(facts, grain) if ids is None else ids
    asks = {
        (identity, by): Ask(grain, by, intervals=intervals)
        for identity in chosen
        for by in splits_of(identity, dimensions)
    }
    with facts.kept() as own:
        return answers(own, asks)


def answers(facts: StoreFacts, asks: Mapping[tuple[str, Split], Ask]) -> dict[tuple[str, Split], list[Value]]:
    """(metric, split) → what `answer` says to its question; what several questions read is read together."""
    with _without_collector():
        _prepare(facts, asks)
        return {(identity, by): answer(facts, identity, ask) for (identity, by), ask in asks.items()}


@contextmanager
def _without_collector() -> Iterator[None]:
    """Python's search for circles among its objects finds none in values, and takes longer the more there are.

    What was made inside counts as searched: to freeze and unfreeze all there is puts it among the old.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def answerable(facts: StoreFacts, grain: Grain) -> list[str]:
    """Ids of the metrics that have data and this grain and fit the scope, without those that wait for a model."""
    return [
        identity
        for identity, one in metrics().items()
        if grain in one.grains
        and not isinstance(one.kind, Model)
        and facts.coverage(tables_behind(facts, identity)) is not None
        and in_scope(facts, identity)
    ]


def splits_of(identity: str, dimensions: Collection[str] | None = None) -> list[Split]:
    """The whole, then every single dimension (of those given)."""
    one = find(identity)
    names = sorted(one.dimensions) if isinstance(one, Metric) else []
    return [(), *((name,) for name in names if dimensions is None or name in dimensions)]


def _prepare(facts: StoreFacts, asks: Mapping[tuple[str, Split], Ask]) -> None:
    """Scans what the metrics are made of, together for all that ask for the same periods as of the same day."""
    together: dict[Any, _Together] = defaultdict(_Together)
    for (identity, by), ask in asks.items():
        coverage = facts.coverage(tables_behind(facts, identity))
        if coverage is None:
            continue
        looked_at = facts if facts.given_as_of else facts.at(coverage[1])
        same = together[looked_at, tuple(spans_of(looked_at, ask, coverage))]
        same.ats |= looks_back(identity)
        for name in leaves_of(identity):  # those of medians too: how many people stand behind a cell
            same.measured[name] |= set(by)
        same.quantiles |= dict.fromkeys(quantiles_of(identity))
    for (looked_at, asked), same in together.items():
        spans = {one for at in same.ats for one in shifted(asked, at, looked_at.fiscal_start, looked_at.as_of)}
        fill(looked_at, same.measured, tuple(sorted(spans)), tuple(same.quantiles))


@dataclass
class _Together:
    """What is read at once. ats: the periods themselves and what they are compared with (see `looks_back`)."""

    measured: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ats: set[str] = field(default_factory=lambda: {"period"})
    quantiles: dict[Quantile, None] = field(default_factory=dict)


def fill(facts: StoreFacts, wanted: Mapping[str, Collection[str]], periods: Sequence[Period],
         quantiles: Iterable[Quantile] = ()) -> None:  # fmt: skip
    """Reads measures (id → dimensions) for the whole and each dimension; the evaluator of the facts knows them then.

    One query per table and time column, and one for people that are counted once. quantiles: of which cases are wanted.
    """
    groups: dict[tuple[str, Any], list[str]] = defaultdict(list)
    for name in wanted:
        groups[(measures()[name].table, measures()[name].time)].append(name)
    for (table, time), names in groups.items():
        asked = sorted({one for name in names for one in wanted[name]})
        dimensions = [one for one in asked if splits.reachable(table, dimension(one))]
        sheet = Sheet(facts, (table, time), names, Question(tuple(periods), tuple(dimensions)))
        sheet.quantiles = tuple(one for one in quantiles if one.measure in names)
        _keep(sheet)


def _keep(sheet: Sheet) -> None:
    known, every, crowd, names = evaluator(sheet.facts).known, sheet.question, sheet.crowd, sheet.names
    for split, (amounts, people) in sheet.read().items():
        question = Question(every.periods, split)
        for name in names:
            known.keep(name, question, amounts[name])
        if split and scan.has_people(crowd[0]):
            known.keep_behind(crowd, question, people)
    for (split, index), counted in sheet.counted.items():
        known.keep_people(
            crowd, Question((every.periods[index],), split), {(0, cell): n for cell, n in counted.items()}
        )
