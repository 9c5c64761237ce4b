"""Few rows held in memory as columns: what is counted over them needs no further query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from leitstand.foundation.period import Period
from leitstand.metrics.compute import intervals
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.narrow import Part, Plan
from leitstand.metrics.compute.question import Amount, Cell, Question
from leitstand.metrics.contract import Quantile
from leitstand.metrics.registry import measures

Key = tuple[int, Cell]
Numbers = np.ndarray[Any, Any]

OUTSIDE = -1
"""The group of rows that belong to no period of the question."""


@dataclass(frozen=True, slots=True)
class Groups:
    """keys: period and cell of each group. of: the number of the group for each row, or OUTSIDE."""

    keys: Sequence[Key]
    of: Numbers


@dataclass(eq=False)
class Held:
    """The narrow rows of a plan as an Arrow table, with a column for each dimension.

    places: period → its number in the rows.
    """

    rows: Any
    plan: Plan
    places: Mapping[Period, int]
    dimensions: frozenset[str]
    _groups: dict[tuple[str, ...], Groups] = field(default_factory=dict)
    _asked: dict[Question, Groups] = field(default_factory=dict)
    _columns: dict[str, tuple[Numbers, Numbers]] = field(default_factory=dict)
    _codes: dict[str, tuple[Numbers, list[Any]]] = field(default_factory=dict)

    def answers(self, question: Question) -> bool:
        """Whether the rows are enough for a question."""
        return (
            self.dimensions.issuperset(question.by)
            and self.places.keys() >= set(question.periods)
            and len(set(question.periods)) == len(question.periods)
            and not question.segment.conditions
            and not question.undated
        )

    def split(self, by: tuple[str, ...]) -> Groups:
        """The rows by all periods and by the cells of a split."""
        if by not in self._groups:
            group, size = _pressed(self._period, len(self.places))
            for name in by:
                codes, words = self._coded(f"__{name}")
                group, size = _pressed(group * len(words) + codes, size * len(words))
            example = np.empty(size, np.intp)
            example[group] = np.arange(len(group))
            columns = [np.array(words, object)[codes[example]] for codes, words in (self._coded(f"__{n}") for n in by)]
            cells = zip(*(one.tolist() for one in columns), strict=True) if by else size * [()]
            self._groups[by] = Groups(list(zip(self._period[example].tolist(), cells, strict=True)), group)
        return self._groups[by]

    def asked(self, question: Question) -> Groups:
        """The rows by the periods and cells of a question, folded ones as one."""
        if question not in self._asked:
            self._asked[question] = self._placed(question)
        return self._asked[question]

    def _placed(self, question: Question) -> Groups:
        every = self.split(question.by)
        back = {self.places[period]: index for index, period in enumerate(question.periods)}
        numbers: dict[Key, int] = {}
        place = np.full(len(every.keys) + 1, OUTSIDE)
        for number, (period, cell) in enumerate(every.keys):
            if period in back:
                key = (back[period], cell)
                shown = (key[0], (OTHER,) * len(cell)) if key in question.folded else key
                place[number] = numbers.setdefault(shown, len(numbers))
        return Groups(list(numbers), place[every.of])

    def amounts(self, name: str, groups: Groups) -> dict[Key, Amount]:
        """A measure per period and cell."""
        part = self.plan.parts[name]
        counts = self._counted(part.count, groups)
        lacking = self._counted(part.lacking, groups) if part.lacking else len(counts) * [0]
        values = counts if part.value is None else self._values(part, groups)
        return {
            key: Amount(None if value is None else float(value), n, unconverted)
            for key, n, value, unconverted in zip(groups.keys, counts, values, lacking, strict=True)
            if n
        }

    def people(self, groups: Groups) -> dict[Key, frozenset[int]]:
        """The people behind each period and cell, by a number for each."""
        if self.plan.person is None:
            return {}
        group, codes = _distinct(groups, *self._coded(self.plan.person))
        sizes = np.bincount(group, minlength=len(groups.keys))
        ends, persons = np.cumsum(sizes), codes.tolist()
        parts = zip(groups.keys, (ends - sizes).tolist(), ends.tolist(), strict=True)
        return {key: frozenset(persons[start:end]) for key, start, end in parts if end > start}

    def cases(self, kind: Quantile, groups: Groups) -> dict[Key, list[tuple[float, bool]]]:
        """The value of every case, or of every unit, and whether it is done, per period and cell."""
        value, unit, still = self.plan.cases[kind]
        rows, values = self._column(value)
        inside = groups.of[rows] != OUTSIDE
        rows, values = rows[inside], values[inside]
        group = groups.of[rows]
        done = ~self._column(still)[1][rows] if still else np.ones(len(rows), bool)  # `still` is never null
        if unit:
            codes, words = self._coded(unit)
            both, _ = _pressed(group * len(words) + codes[rows], len(groups.keys) * len(words))
            parts = [
                (group[part[0]], intervals.engines_quantile(sorted(values[part].tolist()), 0.5))
                for part in _apart(both)
            ]
            group, values = np.array([one for one, _ in parts], int), np.array([one for _, one in parts])
            done = np.ones(len(values), bool)
        return {
            groups.keys[group[part[0]]]: list(zip(values[part].tolist(), done[part].tolist(), strict=True))
            for part in _apart(group)
        }

    @cached_property
    def _period(self) -> Numbers:
        found: Numbers = self.rows.column("__period").to_numpy()
        return found

    def _counted(self, name: str, groups: Groups) -> list[int]:
        group = groups.of[self._column(name)[0]]
        return _counts(group, len(groups.keys)).tolist()  # type: ignore[no-any-return]

    def _values(self, part: Part, groups: Groups) -> list[float | None] | list[int]:
        assert part.value is not None
        size = len(groups.keys)
        if part.aggregate == "distinct":
            codes, words = self._coded(part.value)
            counted = np.full(len(codes), len(words))
            rows = self._column(part.count)[0]
            counted[rows] = codes[rows]
            return np.bincount(_distinct(groups, counted, words)[0], minlength=size).tolist()  # type: ignore[no-any-return]
        rows, values = self._column(part.value)
        group = groups.of[rows]
        inside = group != OUTSIDE
        group, values = group[inside], values[inside]
        counts = np.bincount(group, minlength=size)
        scale, sums = _scale(self.rows.schema.field(part.value).type), _sums(values, group, size)
        if part.aggregate == "sum":
            found = (one / scale for one in sums.tolist()) if scale > 1 else sums.tolist()
        else:
            wide = float if sums.dtype == float else np.longdouble  # as the engine divides
            with np.errstate(invalid="ignore"):
                found = (sums.astype(wide) / (counts * wide(scale))).astype(float).tolist()
        return [one if n else None for one, n in zip(found, counts.tolist(), strict=True)]

    def _column(self, name: str) -> tuple[Numbers, Numbers]:
        """The rows that have a value, and the values: whole numbers (decimals without their point) or floats."""
        if name not in self._columns:
            column = self.rows.column(name).combine_chunks()
            rows = np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))
            self._columns[name] = rows, _plain(column.drop_null())
        return self._columns[name]

    def _coded(self, name: str) -> tuple[Numbers, list[Any]]:
        """The number of each row's word, and the words; None is one of them where it occurs."""
        if name not in self._codes:
            column = self.rows.column(name).combine_chunks().dictionary_encode()
            words, codes = column.dictionary.to_pylist(), column.indices
            if codes.null_count:
                codes, words = codes.fill_null(len(words)), [*words, None]
            self._codes[name] = codes.to_numpy(), words
        return self._codes[name]


def kept(facts: StoreFacts, name: str, question: Question, kind: Quantile | None = None) -> Held | None:
    """The held rows of a measure (and of the cases of a quantile) that are enough for the question, if there are."""
    one = measures()[name]
    for found in facts.held.get((one.table, one.time), ()):
        known = name in found.plan.parts if kind is None else kind in found.plan.cases
        if known and found.answers(question):
            return found  # type: ignore[no-any-return]
    return None


def _pressed(codes: Numbers, size: int) -> tuple[Numbers, int]:
    """Numbers below `size`, renumbered without gaps in the same order, and how many there are."""
    seen = np.flatnonzero(np.bincount(codes, minlength=size))
    place = np.zeros(size, np.intp)
    place[seen] = np.arange(len(seen))
    return place[codes], len(seen)


def _apart(group: Numbers) -> Iterator[Numbers]:
    """The rows of each group that has some."""
    if len(group):
        order = np.argsort(group, kind="stable")
        yield from np.split(order, np.flatnonzero(np.diff(group[order])) + 1)


def _counts(group: Numbers, size: int) -> Numbers:
    """How many rows each group has."""
    return np.bincount(group + 1, minlength=size + 1)[1:]


def _distinct(groups: Groups, codes: Numbers, words: Sequence[Any]) -> tuple[Numbers, Numbers]:
    """Group and code of the things in it, each once; codes without a word and None are no things."""
    things = len(words) - (words[-1:] == [None])
    known = (groups.of != OUTSIDE) & (codes < things)
    group, thing = np.divmod(np.unique(groups.of[known] * max(things, 1) + codes[known]), max(things, 1))
    return group, thing


def _plain(column: Any) -> Numbers:
    if _decimal(column.type):
        high, low = np.frombuffer(column.buffers()[1], np.int64).reshape(-1, 2)[column.offset :][: len(column)].T[::-1]
        fit = np.array_equal(high, low >> 63)
        whole: Numbers = low if fit else (high.astype(object) << 64) + low.view(np.uint64).astype(object)
        return whole
    values: Numbers = column.to_numpy(zero_copy_only=False)
    return values.astype(float) if values.dtype.kind == "f" else values


def _sums(values: Numbers, group: Numbers, size: int) -> Numbers:
    """Per group, one after the other as the engine adds them; nothing is lost of whole numbers."""
    if values.dtype.kind == "f":
        return np.bincount(group, weights=values, minlength=size)
    largest = int(np.abs(values).max()) if len(values) and values.dtype.kind != "b" else 1
    sums = np.zeros(size, np.int64 if largest * len(values) < 2**63 else object)
    np.add.at(sums, group, values.astype(sums.dtype))
    return sums


def _scale(kind: Any) -> int:
    return int(10**kind.scale) if _decimal(kind) else 1


def _decimal(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_decimal(kind))
