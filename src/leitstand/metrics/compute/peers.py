"""Compares a cell with the company's other cells of the same period."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leitstand.foundation.errors import UnknownId
from leitstand.foundation.period import Period
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import Ask
from leitstand.metrics.compute.comparison import KINDS, Comparison, against
from leitstand.metrics.compute.evaluator import leaves
from leitstand.metrics.compute.facts import OTHER
from leitstand.metrics.compute.question import Cell
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Cohort, Metric, Model, Ratio
from leitstand.metrics.registry import find, measures

EXCLUDE_SELF, INCLUDE_SELF, WITHIN = "exclude_self", "include_self", "within"


@dataclass(frozen=True, slots=True)
class _Pool:
    """Sums over cells, so that each cell can be taken out again without adding up the rest anew."""

    numerator: float = 0.0
    denominator: float = 0.0
    value: float = 0.0
    cells: int = 0

    def plus(self, one: Value, sign: int = 1) -> _Pool:
        return _Pool(
            self.numerator + sign * (one.numerator or 0.0), self.denominator + sign * (one.denominator or 0.0),
            self.value + sign * (one.value or 0.0), self.cells + sign,
        )  # fmt: skip


def add_benchmark(metric: str, ask: Ask, values: Sequence[Value], options: str = "") -> None:
    """Adds what the other cells of the period are together.

    A share or rate is pooled: all numerators over all denominators. Anything else is the mean of the cells.
    options: see `compare`. Raises UnknownId.
    """
    within, include_self = _read(options, ask.by)
    quotient = pooled(metric)
    pools: dict[tuple[Period, Cell], _Pool] = defaultdict(_Pool)
    for value in values:
        if _counts(value, quotient is not None):
            place = _place(value, within)
            pools[place] = pools[place].plus(value)
    for value in values:
        comparison = Comparison("benchmark", KINDS["benchmark"], value.period)
        others = pools[_place(value, within)]
        if _counts(value, quotient is not None) and not include_self:
            others = others.plus(value, -1)
        against(value, comparison, _reference(comparison, ask, value, others, quotient))


def _reference(comparison: Comparison, ask: Ask, value: Value, others: _Pool,
               quotient: Callable[[float, float], float] | None) -> float | None:  # fmt: skip
    if not ask.by:
        comparison.note = Text(de="Braucht eine Gliederung (--by).", en="Needs a split (--by).")
        return None
    if quotient is None and OTHER in value.dims.values():
        comparison.note = Text(de="„(other)“ sind mehrere Teilgruppen.", en="'(other)' is several cells.")
        return None
    if not others.cells or (quotient and not others.denominator):
        comparison.note = Text(de="Keine anderen Teilgruppen.", en="No other cells.")
        return None
    if quotient:
        comparison.note = Text(de=f"Teilgruppen zusammengefasst: {others.cells}.", en=f"Cells pooled: {others.cells}.")
        return quotient(others.numerator, others.denominator)
    comparison.note = Text(de=f"Mittelwert der Teilgruppen: {others.cells}.", en=f"Mean of cells: {others.cells}.")
    return others.value / others.cells


def pooled(metric: str) -> Callable[[float, float], float] | None:
    """How summed numerators and denominators give the metric; None where they must not be summed.

    Counts of distinct persons overlap between cells, and medians and formulas have no parts that add up.
    """
    one = find(metric)
    kind = one.kind if isinstance(one, Metric) else None
    kind = kind.kind if isinstance(kind, Model) else kind
    if not isinstance(kind, Ratio | Cohort) or not all(measures()[leaf].additive for leaf in leaves(kind)):
        return None
    scale, complement = kind.scale, isinstance(kind, Ratio) and kind.complement
    return lambda above, below: scale * (1 - above / below if complement else above / below)


def _counts(value: Value, is_pooled: bool) -> bool:
    """The cell is part of the benchmark. A mean counts every cell alike, so only real ones."""
    return value.status == "ok" and (is_pooled or not {None, OTHER} & set(value.dims.values()))


def _place(value: Value, within: Sequence[str]) -> tuple[Period, Cell]:
    return value.period, tuple(value.dims[name] for name in within)


def _read(options: str, by: Sequence[str]) -> tuple[list[str], bool]:
    """The dimensions held fixed, and whether the cell itself counts."""
    within: list[str] = []
    include_self = False
    for option in filter(None, options.split(":")):
        name, _, given = option.partition("=")
        if name == WITHIN and given:
            within = re.split("[+,]", given)
        elif option in (INCLUDE_SELF, EXCLUDE_SELF):
            include_self = option == INCLUDE_SELF
        else:
            known = [INCLUDE_SELF, EXCLUDE_SELF, *(f"{WITHIN}={dimension}" for dimension in by)]
            raise UnknownId(Text(de="Die Angabe zum Vergleich", en="option of a benchmark"), option, known)
    for name in within:
        if name not in by:
            raise UnknownId(Text(de="Die Dimension in der Gliederung", en="dimension in the split"), name, by)
    return within, include_self
