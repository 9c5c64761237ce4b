"""The metric tree: what a number is made of, exactly, and the proof by recomputing it from its parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from leitstand.foundation.period import Period
from leitstand.metrics.compute.evaluator import Evaluator, Number
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Question
from leitstand.metrics.contract import Identity, signed
from leitstand.metrics.registry import find, identities


@dataclass(frozen=True, slots=True)
class Node:
    """A metric or measure. sign: −1 where it is subtracted from its whole. branches: ways to take it apart."""

    id: str
    sign: int
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One identity of a node and its parts; for a split by segments there are no parts, but `identity.by`."""

    id: str
    identity: Identity
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """The whole, what its parts give, and the difference; None where one of them cannot be said."""

    whole: float | None
    recombined: float | None
    difference: float | None


def tree(root: str) -> Node:
    """Everything that a metric or measure is made of, as deep as identities reach. Raises UnknownId."""
    find(root)
    return _node(root, 1, ())


def _node(identity: str, sign: int, above: tuple[str, ...]) -> Node:
    if identity in above:
        return Node(identity, sign, ())
    below = (*above, identity)
    branches = tuple(
        Branch(name, one, tuple(_node(part, part_sign, below) for part, part_sign in signed(one.parts)))
        for name, one in identities().items()
        if one.whole == identity
    )
    return Node(identity, sign, branches)


def check(facts: StoreFacts, identity: str, period: Period, evaluator: Evaluator | None = None) -> Check:
    """Recomputes the whole of an identity from its parts in one period. Raises KeyError for an unknown identity."""
    return checks(facts, identity, (period,), evaluator)[0]


def checks(
    facts: StoreFacts, identity: str, periods: Sequence[Period], evaluator: Evaluator | None = None
) -> list[Check]:
    """`check` for several periods, from one scan of each table."""
    one, question = identities()[identity], Question(tuple(periods))
    evaluator = evaluator or Evaluator(facts)
    wholes = evaluator.numbers(one.whole, question)
    again = _over_cells(one, evaluator, question) if one.by else _over_parts(one, evaluator, question)
    found = []
    for index, recombined in enumerate(again):
        whole = wholes[(index, ())].value
        difference = None if whole is None or recombined is None else whole - recombined
        found.append(Check(whole, recombined, difference))
    return found


def _over_parts(one: Identity, evaluator: Evaluator, question: Question) -> list[float | None]:
    parts = [(evaluator.numbers(part, question), sign) for part, sign in signed(one.parts)]
    found: list[float | None] = []
    for index in range(len(question.periods)):
        values = [None if (value := numbers[(index, ())].value) is None else sign * value for numbers, sign in parts]
        known = [value for value in values if value is not None]
        found.append(_combined(one, known) if len(known) == len(values) else None)
    return found


def _combined(one: Identity, values: Sequence[float]) -> float | None:
    match one.operator:
        case "sum":
            return sum(values)
        case "product":
            return math.prod(values) * one.scale
        case _:
            return values[0] / values[1] * one.scale if values[1] else None


def _over_cells(one: Identity, evaluator: Evaluator, question: Question) -> list[float | None]:
    """Σ of the cells, or Σ share × rate: each rate weighted with its part of the denominator."""
    numbers = evaluator.numbers(one.whole, replace(question, by=(one.by or "",)))
    cells: list[list[Number]] = [[] for _ in question.periods]
    for (index, _), number in numbers.items():
        cells[index].append(number)
    if one.operator == "sum":
        return [sum(cell.value or 0.0 for cell in those) for those in cells]
    return [_weighted(one, those) for those in cells]


def _weighted(one: Identity, cells: Sequence[Number]) -> float | None:
    # a cell without a denominator (refunds of a channel that sold nothing) has no rate, but its numerator counts
    total = sum(cell.denominator or 0.0 for cell in cells)
    if not total:
        return None
    rates = [(cell.denominator, cell.value) for cell in cells if cell.denominator and cell.value is not None]
    loose = sum(cell.numerator or 0.0 for cell in cells if not cell.denominator) / total
    return sum(weight / total * rate for weight, rate in rates) + loose * one.scale
