"""Which customers, regions, devices … a change comes from, and whether shares moved between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from leitstand.analysis.explain.mix import mix_and_rate, reversed_by_mix
from leitstand.foundation.period import Period
from leitstand.foundation.segment import Segment
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.evaluator import leaves
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Metric, Ratio, Sum
from leitstand.metrics.registry import find, measures

Cell = tuple[str | None, ...]

EVERYTHING = Segment()
MOST_CELLS = 200
LEAST_SHARE = 0.05
"""A segment that makes less of the change, or strays less from its due, is not named of itself."""

OF_TIME = {"document_kind", "first_order_month", "months_since_first", "source_system", "month_of_relation",
           "visitor_kind"}  # fmt: skip
"""Dimensions that change with time by themselves (the longer visits are recorded, the fewer visitors are new), or that
say how something was booked: no answer to why."""

UNSHOWN = "(unshown)"
"""What the cells that may be shown leave over: groups too small to be shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment's part of the change. contribution: None where the metric cannot be split so (a median).

    expected: what it would be, had everything changed alike. For rates: mix and rate, together the contribution, and
    the segment's shares of the denominator.
    """

    dims: Mapping[str, str | None]
    before: float | None
    after: float | None
    contribution: float | None = None
    expected: float | None = None
    mix: float | None = None
    rate: float | None = None
    share_before: float | None = None
    share_after: float | None = None

    @property
    def beyond(self) -> float:
        """How much more it changed than everything did."""
        return (self.contribution or 0.0) - (self.expected or 0.0)


@dataclass(frozen=True, slots=True)
class Split:
    """All segments of one or more dimensions. exact: their contributions add up to the change.

    mix, rate: sums over the segments. reversal: every segment went the other way than the whole.
    """

    by: tuple[str, ...]
    parts: Sequence[Part]
    exact: bool
    mix: float | None = None
    rate: float | None = None
    reversal: bool = False

    @property
    def unevenness(self) -> float:
        """Half of what the segments changed beyond their due: 0 where all changed alike."""
        return sum(abs(part.beyond) for part in self.parts) / 2


def split(
    facts: StoreFacts, by: Sequence[str], before: Value, after: Value, where: Segment = EVERYTHING
) -> Split | None:
    """The change of a metric over the cells of the dimensions; None where there are not at least two.

    before, after: the metric as a whole (of `where`). Cells of too few people to be shown come together as "(other)",
    in both periods the same ones.
    """
    metric = after.metric
    sides = cells(facts, metric, by, after.period, before.period, where)
    kind = way_to_split(metric)
    if not 2 <= len({*sides[0], *sides[1]}) <= MOST_CELLS:
        return None
    found = _amounts(by, *sides, before, after) if kind == "amount" else None
    found = _rates(metric, by, *sides, before, after) if kind == "rate" else found
    if found:
        return found if len(found.parts) > 1 else None
    before_cells, after_cells = sides
    return Split(tuple(by), [
        Part(dict(zip(by, cell, strict=True)), _value(before_cells.get(cell)), _value(after_cells.get(cell)))
        for cell in {**before_cells, **after_cells}
    ], exact=False)  # fmt: skip


def way_to_split(metric: str) -> Literal["amount", "rate"] | None:
    """How a change is split over segments: amounts add up, rates have weights; None for all others."""
    one = find(metric)
    kind = one.kind if isinstance(one, Metric) else Sum(metric)
    additive = isinstance(kind, Sum | Ratio) and all(measures()[leaf].additive for leaf in leaves(kind))
    if isinstance(kind, Sum) and additive:
        return "amount"
    return "rate" if isinstance(kind, Ratio) and additive and not kind.fixed else None


def cells(
    facts: StoreFacts, metric: str, by: Sequence[str], period: Period, against: Period, where: Segment = EVERYTHING
) -> tuple[dict[Cell, Value], dict[Cell, Value]]:
    """Cell → value, before and after."""
    sides: tuple[dict[Cell, Value], dict[Cell, Value]] = {}, {}
    for one in answer(facts, metric, Ask(period.grain, tuple(by), where, only=(against, period), intervals=False)):
        sides[one.period == period][tuple(one.dims.values())] = one
    return sides


def _folded(cells: Mapping[Cell, tuple[float, float]], other: Mapping[Cell, tuple[float, float]]) -> dict[Cell, Cell]:
    """Cell → the one it counts for: (other), where the other period shows it only as part of that."""
    return {cell: _rest(cell) if cell not in other and _rest(cell) in other else cell for cell in cells}


def _rest(cell: Cell) -> Cell:
    return (OTHER,) * len(cell)


def paired(before: Mapping[Cell, Value], after: Mapping[Cell, Value],
            rate: bool) -> tuple[dict[Cell, tuple[float, float]], dict[Cell, tuple[float, float]]]:  # fmt: skip
    """Cell → (numerator or amount, denominator) of both periods, folded alike."""
    raw = []
    for side in (before, after):
        known = {cell: one for cell, one in side.items() if one.numerator is not None}
        raw.append({cell: (one.numerator or 0.0, (one.denominator or 0.0) if rate else 0.0)
                    for cell, one in known.items()})  # fmt: skip
    sides: list[dict[Cell, tuple[float, float]]] = []
    for own, other in (raw, raw[::-1]):
        summed: dict[Cell, tuple[float, float]] = {}
        for cell, target in _folded(own, other).items():
            upper, lower = summed.get(target, (0.0, 0.0))
            summed[target] = upper + own[cell][0], lower + own[cell][1]
        sides.append(summed)
    return sides[0], sides[1]


def _amounts(by: Sequence[str], before: Mapping[Cell, Value], after: Mapping[Cell, Value],
             whole0: Value, whole1: Value) -> Split:  # fmt: skip
    old, new = paired(before, after, rate=False)
    start, end = whole0.value or 0.0, whole1.value or 0.0
    change, size = end - start, sum(abs(was) for was, _ in old.values())  # incoming and outgoing money cancel out
    parts = []
    for cell in dict.fromkeys([*old, *new]):
        was, now = old.get(cell, (0.0, 0.0))[0], new.get(cell, (0.0, 0.0))[0]
        expected = change * abs(was) / size if size else 0.0
        parts.append(Part(dict(zip(by, cell, strict=True)), was, now, now - was, expected))
    rest = change - sum(part.contribution or 0.0 for part in parts)
    if abs(rest) > 1e-9 * max(abs(start), abs(end), 1.0):
        parts.append(Part(dict.fromkeys(by, UNSHOWN), None, None, rest, 0.0))
    return Split(tuple(by), parts, exact=True)


def _rates(metric: str, by: Sequence[str], before: Mapping[Cell, Value], after: Mapping[Cell, Value],
           whole0: Value, whole1: Value) -> Split | None:  # fmt: skip
    """None where the cells do not make up the whole: somebody counts in several of them."""
    sides = paired(before, after, rate=True)
    for side, whole in zip(sides, (whole0, whole1), strict=True):
        if not whole.denominator or whole.numerator is None:
            return None
        upper = whole.numerator - sum(one for one, _ in side.values())
        lower = whole.denominator - sum(one for _, one in side.values())
        if lower < -1e-9 * whole.denominator:
            return None
        if lower > 1e-9 * whole.denominator or abs(upper) > 1e-9 * max(abs(whole.numerator), 1.0):
            side[(UNSHOWN,) * len(by)] = upper, lower
    scale, offset = scale_of(metric)
    found = mix_and_rate(*sides)
    change = scale * sum(one.mix + one.rate for one in found.values())
    parts = [
        Part(
            dict(zip(by, cell, strict=True)),
            None if one.rate_before is None else one.rate_before * scale + offset,
            None if one.rate_after is None else one.rate_after * scale + offset,
            scale * (one.mix + one.rate),
            change * (one.share_before + one.share_after) / 2,
            scale * one.mix,
            scale * one.rate,
            one.share_before,
            one.share_after,
        )
        for cell, one in found.items()
    ]
    mix, rate = (scale * sum(getattr(one, name) for one in found.values()) for name in ("mix", "rate"))
    return Split(tuple(by), parts, True, mix, rate, reversed_by_mix(found))


def scale_of(metric: str) -> tuple[float, float]:
    """Scale and offset: the rate is scale × numerator / denominator + offset."""
    kind = find(metric).kind  # type: ignore[union-attr]
    assert isinstance(kind, Ratio)
    return (-kind.scale, kind.scale) if kind.complement else (kind.scale, 0.0)


def telling(splits: Sequence[Split], change: float, most: int = 8) -> list[Part]:
    """The segments that changed most beyond their due, over all splits, each making at least 5 % of the change."""
    found = [
        part
        for one in splits
        for part in one.parts
        if part.contribution is not None
        and min(abs(part.contribution), abs(part.beyond)) >= LEAST_SHARE * abs(change)
        and not {OTHER, UNSHOWN, None} & {*part.dims.values()}
    ]
    return sorted(found, key=lambda part: -abs(part.beyond))[:most]


def _value(one: Value | None) -> float | None:
    return one.value if one else None
