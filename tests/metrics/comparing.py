"""Small shops and short questions for the tests of comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leitstand.foundation.period import parse_day, parse_grain
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.compare import Comparison, compare
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.result import Value


def no_targets(*_: Any) -> dict[Any, Any]:
    """Nobody has set a target."""
    return {}


def sales(*orders: tuple[str, float] | tuple[str, float, str]) -> dict[str, list[dict[str, Any]]]:
    """Orders of one line each: day, amount, country."""
    return {
        "order": [
            {"order_id": number, "ordered_at": day, "country": place[0] if place else None}
            for number, (day, _, *place) in enumerate(orders, 1)
        ],
        "order_line": [{"order_id": number, "net_amount": amount} for number, (_, amount, *_) in enumerate(orders, 1)],
    }


def ask(grain: str, start: str, end: str, *by: str) -> Ask:
    return Ask(parse_grain(grain), by, start=parse_day(start), end=parse_day(end))


def compared(
    facts: StoreFacts, question: Ask, *kinds: str, metric: str = "revenue_net", targets: Any = no_targets
) -> list[Value]:
    values = answer(facts, metric, question)
    compare(facts, metric, question, values, kinds, targets)
    return values


def only(facts: StoreFacts, question: Ask, kind: str, metric: str = "revenue_net") -> Comparison:
    (value,) = compared(facts, question, kind, metric=metric)
    (comparison,) = value.comparisons
    assert isinstance(comparison, Comparison)
    return comparison


def cells(values: Sequence[Value]) -> dict[str | None, Comparison]:
    return {next(iter(value.dims.values())): value.comparisons[0] for value in values}
