"""What is asked of the facts, and what a measure answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from leitstand.foundation.period import Period
from leitstand.foundation.segment import Segment

Cell = tuple[str | None, ...]
"""Values of the dimensions asked for, in their order."""

Folds = frozenset[Cell]
Place = tuple[Period, Folds]
"""A period with the cells that are shown as `(other)` in it."""


@dataclass(slots=True)  # not frozen: there are so many that the time to make them counts
class Amount:
    """A measure in one period and cell, never changed.

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

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Looked up again and again, and the periods are many."""
        return hash((self.periods, self.by, self.segment, self.folded, self.undated))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The periods, each with its folded cells."""
        folds: dict[int, set[Cell]] = defaultdict(set)
        for index, cell in self.folded:
            folds[index].add(cell)
        return tuple((period, frozenset(folds.get(index, ()))) for index, period in enumerate(self.periods))


Amounts = dict[str, dict[tuple[int, Cell], Amount]]
"""Measure id → (period index, cell) → amount; what is not there is zero rows."""
