"""Limits every number and row to the part of the company that somebody may see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text
from leitstand.metrics.compute import joins, splits
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Question
from leitstand.metrics.registry import dimension


class OutOfScope(UnusableInput):
    """What is asked for cannot be limited to the part of the company that whoever asks may see."""

    def __init__(self, scope: Segment, about: str = "") -> None:
        tail = f" ({about})" if about else ""
        super().__init__(
            Text(
                de=f"Für Ihren Bereich ({scope}) nicht verfügbar{tail}.",
                en=f"Not available for your area ({scope}){tail}.",
            ),
            Text(
                de="Es lässt sich nicht auf diesen Bereich eingrenzen. Fragen Sie jemanden, der alles sehen darf.",
                en="It cannot be limited to that area. Ask somebody who may see everything.",
            ),
        )


def reaches(facts: StoreFacts, table: str) -> bool:
    """Whether each row of the table says if it lies in the scope."""
    return all(splits.reachable(table, dimension(one.dimension)) for one in facts.scope.conditions)


def limited(facts: StoreFacts, table: str, question: Question) -> Question:
    """The question about the rows of the table that lie in the scope. Raises OutOfScope."""
    conditions = facts.scope.conditions
    if not conditions or set(conditions) <= set(question.segment.conditions):
        return question
    if not reaches(facts, table):
        raise OutOfScope(facts.scope, table)
    return replace(question, segment=Segment((*question.segment.conditions, *conditions)))


def kept(facts: StoreFacts, own: Any, table: str, columns: set[str]) -> Any:
    """The rows of a table that lie in the scope, with `"parent.column"` columns (see joins.widen). Raises OutOfScope.

    own: what the table is read from, the facts themselves or those of no company (see patterns).
    """
    if not reaches(facts, table):
        raise OutOfScope(facts.scope, table)
    dimensions = [(dimension(one.dimension), one) for one in facts.scope.conditions]
    needed = {column for one, _ in dimensions for column in splits.reachable(table, one)}
    rows = joins.widen(own, table, columns | needed)
    conditions = [splits.holds(own, rows, table, one, condition) for one, condition in dimensions]
    return rows.filter(conditions) if conditions else rows


def whole(facts: StoreFacts) -> StoreFacts:
    """The facts, if they are about all of the company. Raises OutOfScope: what is worked out and kept is for all."""
    if facts.scope.conditions:
        raise OutOfScope(facts.scope)
    return facts


def customers_within(facts: StoreFacts) -> frozenset[int] | None:
    """Keys of the customers that lie in the scope; None: all. Raises OutOfScope."""
    if not facts.scope.conditions:
        return None
    if "customers within" not in facts.filled:
        keys = kept(facts, facts, "customer", set()).customer_key.to_pyarrow().to_pylist()
        facts.filled["customers within"] = frozenset(keys)
    found: frozenset[int] = facts.filled["customers within"]
    return found
