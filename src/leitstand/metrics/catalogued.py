"""The catalogue as a list: every metric and measure, what feeds it and whether it has data."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.period import GRAINS
from leitstand.metrics.compute.answer import dimensions_of, feeding, in_scope, tables_behind
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.contract import Measure, Metric, Stock, Sum
from leitstand.metrics.registry import area, family, find, measures, metrics


def catalogue(facts: StoreFacts) -> list[dict[str, Any]]:
    """Metrics by family, then measures; the shape of `leitstand metrics --json`."""
    return [entry(facts, name) for name in (*sorted(metrics(), key=lambda m: (family(m), m)), *sorted(measures()))]


def entry(facts: StoreFacts, identity: str) -> dict[str, Any]:
    """One line of the catalogue. available: all tables it needs have rows, and it can be limited to the scope."""
    one = find(identity)
    tables = tables_behind(facts, identity)
    is_measure = isinstance(one, Measure)
    return {
        "id": identity,
        "kind": "measure" if is_measure else kind_of(one),
        "family": area(identity) if is_measure else family(identity),
        "title": one.title.as_dict(),
        "unit": one.unit,
        "direction": one.direction,
        "additive": is_additive(identity),
        "grains": list(GRAINS if isinstance(one, Measure) else one.grains),
        "dimensions": sorted(dimensions_of(identity)),
        "fed_by": feeding(sorted(tables)),
        "tables": sorted(tables),
        "available": facts.coverage(tables) is not None and in_scope(facts, identity),
    }


def kind_of(one: Metric | Measure) -> str:
    """sum, ratio, distinct, quantile, stock, cohort, bridge, derived or model."""
    return type(one.kind).__name__.lower() if isinstance(one, Metric) else "measure"


def is_additive(identity: str) -> bool:
    """Disjoint parts, in time and over dimensions, add up to the whole."""
    one = find(identity)
    if isinstance(one, Measure):
        return one.additive and isinstance(one.time, str)
    return (
        isinstance(one.kind, Sum)
        and not isinstance(one.kind, Stock)
        and all(measures()[leaf].additive and isinstance(measures()[leaf].time, str) for leaf in leaves_of(identity))
    )
