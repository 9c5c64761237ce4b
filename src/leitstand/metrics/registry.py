"""The drawers of the metric layer, by id."""

from __future__ import annotations

from functools import cache
from typing import cast

from leitstand.foundation.errors import UnknownId
from leitstand.foundation.registry import modules, things
from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension, Identity, Measure, Metric, Relation

FAMILIES: dict[str, Text] = {
    "revenue": Text(de="Umsatzwachstum", en="Revenue growth"),
    "satisfaction": Text(de="Zufriedenheit und Treue", en="Satisfaction and loyalty"),
    "website": Text(de="Website", en="Website"),
    "cash": Text(de="Cashflow", en="Cash flow"),
    "social": Text(de="Social Media", en="Social media"),
    "crm": Text(de="CRM-System", en="CRM system"),
}


@cache
def measures() -> dict[str, Measure]:
    return cast(dict[str, Measure], things("leitstand.metrics.measures", "MEASURE"))


@cache
def metrics() -> dict[str, Metric]:
    return cast(dict[str, Metric], things("leitstand.metrics.catalogue", "METRIC"))


@cache
def relations() -> dict[str, Relation]:
    return cast(dict[str, Relation], things("leitstand.metrics.relations", "RELATION"))


@cache
def dimensions() -> dict[str, Dimension]:
    return cast(dict[str, Dimension], things("leitstand.metrics.dimensions", "DIMENSION"))


@cache
def identities() -> dict[str, Identity]:
    return cast(dict[str, Identity], things("leitstand.metrics.identities", "IDENTITY"))


def family(metric_id: str) -> str:
    """The folder a metric lies in."""
    return modules("leitstand.metrics.catalogue", "METRIC")[metric_id].__name__.split(".")[-2]


def area(measure_id: str) -> str:
    """The folder a measure lies in; measures are filed under the same families."""
    return modules("leitstand.metrics.measures", "MEASURE")[measure_id].__name__.split(".")[-2]


def find(identity: str) -> Metric | Measure:
    """A metric or measure by id or former id. Raises UnknownId, which proposes close ones."""
    found = metrics().get(identity) or measures().get(identity)
    if found is not None:
        return found
    everything: dict[str, Metric | Measure] = {**measures(), **metrics()}
    for one in everything.values():
        if identity in one.former_ids:
            return one
    raise UnknownId(Text(de="Die Kennzahl", en="metric"), identity, everything)


def dimension(identity: str) -> Dimension:
    """Raises UnknownId."""
    if identity not in dimensions():
        raise UnknownId(Text(de="Die Dimension", en="dimension"), identity, dimensions())
    return dimensions()[identity]
