"""What has been counted already: amounts and people of each measure, period and cell, so that nothing is read twice."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from leitstand.foundation.period import Period
from leitstand.foundation.segment import Segment
from leitstand.metrics.compute import held, scan
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.question import Amount, Amounts, Cell, Folds, Place, Question
from leitstand.metrics.contract import Measure
from leitstand.metrics.registry import measures

Key = tuple[int, Cell]
Split = tuple[tuple[str, ...], Segment]
Crowd = tuple[str, Any]
"""Table and time: rows in which people are counted."""

MANY = 20
"""From so many people on it may be enough to know that there are at least so many."""

Behind = frozenset[Any] | int
"""The people behind a cell: who they are, or a number that they reach, at least MANY."""


class Known:
    """Amounts and crowds over one version of the facts; a question reads only what no earlier one has read."""

    def __init__(self, facts: StoreFacts) -> None:
        self.facts = facts
        self._amounts: dict[tuple[str, Split], dict[Place, Mapping[Cell, Amount]]] = defaultdict(dict)
        self._behind: dict[tuple[Crowd, Split], dict[Period, Mapping[Cell, Behind]]] = defaultdict(dict)
        self._people: dict[tuple[Crowd, Split], dict[Place, Mapping[Cell, int]]] = defaultdict(dict)
        self._answered: dict[tuple[str, Question], Mapping[Key, Amount]] = {}
        self._counted: dict[Any, Mapping[Key, int]] = {}

    def keep(self, name: str, question: Question, found: Mapping[Key, Amount]) -> None:
        """Remembers the amounts of a measure for every period of the question."""
        known = self._amounts[(name, _split(question))]
        for place, cells in zip(question.places, _by_period(question, found), strict=True):
            known[place] = cells

    def keep_behind(self, crowd: Crowd, question: Question, found: Mapping[Key, Behind]) -> None:
        """Remembers the people behind the cells for every period of the question."""
        known = self._behind[(crowd, _split(question))]
        for period, cells in zip(question.periods, _by_period(question, found), strict=True):
            known[period] = cells

    def keep_people(self, crowd: Crowd, question: Question, found: Mapping[Key, int]) -> None:
        """Remembers for every period of the question exactly how many people stand behind the cells."""
        known = self._people[(crowd, _split(question))]
        known |= dict(zip(question.places, _by_period(question, found), strict=True))

    def amounts(self, ids: Iterable[str], question: Question) -> dict[str, Mapping[Key, Amount]]:
        """Measures for a question; what is not yet known comes in one scan per table."""
        wanted = list(dict.fromkeys(ids))
        self._complete([name for name in wanted if (name, question) not in self._answered], question)
        for name in wanted:
            if (name, question) not in self._answered:
                known = self._amounts[(name, _split(question))]
                self._answered[(name, question)] = {
                    (index, cell): amount
                    for index, place in enumerate(question.places)
                    for cell, amount in known[place].items()
                }
        return {name: self._answered[(name, question)] for name in wanted}

    def _complete(self, ids: Iterable[str], question: Question) -> None:
        lacking: dict[tuple[Place, ...], list[str]] = defaultdict(list)
        asked = dict.fromkeys(question.places)
        for name in ids:
            known = self._amounts[(name, _split(question))]
            for place in asked:
                whole = known.get((place[0], frozenset()))
                if place not in known and whole is not None and adds_up(measures()[name]):
                    known[place] = folded(whole, place[1])
            if missing := tuple(place for place in asked if place not in known):
                lacking[missing].append(name)
        for missing, names in lacking.items():
            part = _part(question, missing)
            for name, found in self._read(names, part).items():
                self.keep(name, part, found)

    def _read(self, ids: Iterable[str], question: Question) -> Amounts:
        found, unread = {}, []
        for name in ids:
            rows = held.kept(self.facts, name, question)
            if rows is None:
                unread.append(name)
            else:
                found[name] = rows.amounts(name, rows.asked(question))
        return found | scan.evaluate(self.facts, unread, question)

    def people(self, ids: Iterable[str], question: Question, exact: bool = False) -> Mapping[Key, int]:
        """How many people stand behind each cell (see scan.persons). Not exact: at least so many, if MANY or more."""
        crowds = scan.peopled(ids, question)
        key = (frozenset(crowds), question, exact)
        if key not in self._counted:
            found: dict[Key, int] = {}
            for crowd, name in crowds.items():
                for index, cells in enumerate(self._crowd(crowd, name, question, exact)):
                    for cell, number in cells.items():
                        found[(index, cell)] = max(found.get((index, cell), 0), number)
            self._counted[key] = found
        return self._counted[key]

    def _crowd(self, crowd: Crowd, name: str, question: Question, exact: bool) -> list[Mapping[Cell, int]]:
        behind, known = self._behind[(crowd, _split(question))], self._people[(crowd, _split(question))]
        found: dict[Place, Mapping[Cell, int]] = {}
        for place in question.places:
            if place in known:
                found[place] = known[place]
            elif place[0] in behind:
                cells = dict(_together(behind[place[0]], place[1]))
                if not exact or all(isinstance(one, frozenset) for one in cells.values()):
                    found[place] = {cell: one if isinstance(one, int) else len(one) for cell, one in cells.items()}
        if missing := [place for place in dict.fromkeys(question.places) if place not in found]:
            part = _part(question, missing)
            self.keep_people(crowd, part, scan.persons(self.facts, [name], part))
        return [known[place] if place in missing else found[place] for place in question.places]


def _part(question: Question, some: Sequence[Place]) -> Question:
    """The question about some of its periods only."""
    folds = frozenset((index, cell) for index, (_, cells) in enumerate(some) for cell in cells)
    return replace(question, periods=tuple(period for period, _ in some), folded=folds)


def _together(behind: Mapping[Cell, Behind], folds: Folds) -> Iterable[tuple[Cell, Behind]]:
    """The cells, those of `folds` as one."""
    if not folds:
        return behind.items()
    found: dict[Cell, Behind] = {}
    for cell, people in behind.items():
        shown = (OTHER,) * len(cell) if cell in folds else cell
        found[shown] = either(found[shown], people) if shown in found else people
    return found.items()


def either(some: Behind, others: Behind) -> Behind:
    """The people who are among the ones or the others."""
    if isinstance(some, int) or isinstance(others, int):
        return max(one if isinstance(one, int) else len(one) for one in (some, others))
    return some | others


def adds_up(one: Measure) -> bool:
    """The amounts of several cells give the amount of all of them together."""
    return one.aggregate in ("count", "sum")


def folded(cells: Mapping[Cell, Amount], folds: Folds) -> dict[Cell, Amount]:
    """The cells, those of `folds` added up into `(other)`."""
    found = {cell: amount for cell, amount in cells.items() if cell not in folds}
    hidden = [amount for cell, amount in cells.items() if cell in folds]
    if hidden:
        values = [amount.value for amount in hidden if amount.value is not None]
        other = (OTHER,) * len(next(iter(folds)))
        if other in found:  # teams that are folded already
            values += [] if (value := found[other].value) is None else [value]
            hidden.append(found[other])
        found[other] = Amount(
            math.fsum(values) if values else None,  # the same in whatever order the engine answers
            sum(amount.n for amount in hidden),
            sum(amount.unconverted for amount in hidden),
        )
    return found


def _split(question: Question) -> Split:
    return question.by, question.segment


def _by_period(question: Question, found: Mapping[Key, Any]) -> list[dict[Cell, Any]]:
    cells: list[dict[Cell, Any]] = [{} for _ in question.periods]
    for (index, cell), one in found.items():
        cells[index][cell] = one
    return cells
