"""What is asked of the facts, and what a measure answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from leitstand.foundation.period import Period
from leitstand.foundation.segment import Segment

Cell = tuple[str | None, ...]
"""Values of the dimensions asked for, in their order."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A measure in one period and cell.

    value: None where nothing could be aggregated. n: rows that counted. unconverted: those without an exchange rate.
    """

    value: float | None
    n: int
    unconverted: int = 0


@dataclass(frozen=True)
class Question:
    """What is asked: periods, split, segment. folded: cells (period index, cell) shown as `(other)`.

    intervals: whether 95 % intervals are wanted; the numbers are the same without.
    undated: the rows have no day at all and all belong to the first period.
    """

    periods: tuple[Period, ...]
    by: tuple[str, ...] = ()
    segment: Segment = Segment()
    folded: frozenset[tuple[int, Cell]] = frozenset()
    intervals: bool = field(default=True, compare=False)
    undated: bool = False


Amounts = dict[str, dict[tuple[int, Cell], Amount]]
"""Measure id → (period index, cell) → amount; what is not there is zero rows."""
