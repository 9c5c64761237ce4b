"""What a metric means: its definition, its worked example, where its numbers come from and how fresh they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from leitstand.foundation.numbers import format_value
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.compute.answer import dimensions_of
from leitstand.metrics.compute.definition import fingerprint
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.contract import Example, Measure
from leitstand.metrics.registry import dimension, find, measures
from leitstand.web.company import Company

DIRECTIONS: Mapping[str, Text] = {
    "up": Text(de="höher ist besser", en="higher is better"),
    "down": Text(de="niedriger ist besser", en="lower is better"),
    "context": Text(de="zur Einordnung, weder gut noch schlecht", en="for context, neither good nor bad"),
}
KINDS: Mapping[str, Text] = {
    "measure": Text(de="Grundgröße, direkt aus den Zeilen", en="basic measure, straight from the rows"),
    "sum": Text(de="Summe; Teile ergeben zusammen das Ganze", en="sum; parts add up to the whole"),
    "ratio": Text(
        de="Verhältnis; aus Zähler und Nenner neu berechnet, nie gemittelt",
        en="ratio; computed anew from numerator and denominator, never averaged",
    ),
    "distinct": Text(
        de="Anzahl verschiedener; je Zeitraum und Teil neu gezählt",
        en="distinct count; counted anew for every period and part",
    ),
    "cohort": Text(
        de="Verhältnis je Startgruppe; endgültig erst nach einer Wartezeit",
        en="ratio by starting group; final only after a waiting time",
    ),
    "quantile": Text(
        de="Quantil (z. B. Median) der einzelnen Werte", en="quantile (such as the median) of single values"
    ),
    "index": Text(de="gewichteter Mittelwert mehrerer Fragen", en="weighted mean of several questions"),
    "stock": Text(de="Bestand am Ende des Zeitraums", en="stock at the end of the period"),
    "bridge": Text(
        de="Teil der Umsatzbrücke gegen den Zeitraum davor", en="part of the revenue bridge to the period before"
    ),
    "derived": Text(de="Formel aus anderen Kennzahlen", en="formula over other metrics"),
    "model": Text(de="Ergebnis eines Modells", en="outcome of a model"),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """example: calculation and outcome in words. measures: ids and titles of what it is made of. version: changes when
    what is computed changes. dimensions: titles of what it can be split by."""

    id: str
    title: Text
    question: Text | None
    formula: Text | None
    caveat: Text | None
    source: str
    kind: Text
    direction: Text
    least: int
    version: str
    example: tuple[Text, Text] | None
    measures: Sequence[tuple[str, Text]]
    dimensions: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Fed:
    """A table behind the metric and how far each system that fills it reaches."""

    table: str
    systems: Sequence[tuple[str, date, date]]


def definition(identity: str) -> Definition:
    """What is written down about a metric or measure; needs no data. Raises UnknownId."""
    one = find(identity)
    metric = None if isinstance(one, Measure) else one
    kind = "measure" if metric is None else type(metric.kind).__name__.lower()
    return Definition(
        identity, one.title, metric.question if metric else None, metric.formula if metric else None,
        metric.caveat if metric else None, metric.source if metric else "", KINDS[kind], DIRECTIONS[one.direction],
        metric.min_sample if metric else 0, fingerprint(identity),
        worked(metric.examples[0], one.unit) if metric and metric.examples else None,
        [(name, measures()[name].title) for name in dict.fromkeys(leaves_of(identity))] if metric else [],
        [dimension(name).title for name in sorted(dimensions_of(identity))],
    )  # fmt: skip


def worked(example: Example, unit: str) -> tuple[Text, Text]:
    """The calculation by pencil and paper, and what comes out."""
    if example.value is None:
        return example.calculation, Text(de="zu wenig Daten", en="not enough data")
    value = example.value
    return example.calculation, Text(**{say: format_value(value, unit, "EUR", say) for say in LANGUAGES})


def fed(company: Company, identity: str) -> list[Fed]:
    """The tables behind the metric with the systems that fill them, and the days these cover."""
    if company.empty or identity not in company.catalogue:
        return []

    def look() -> list[Fed]:
        reach: Mapping[tuple[str, str], tuple[date, date]] = company.facts.reach
        filled = company.facts.systems
        return [
            Fed(table, [(system, *reach[(system, table)]) for system in filled[table] if (system, table) in reach])
            for table in company.catalogue[identity]["tables"] if table in filled
        ]  # fmt: skip

    found: list[Fed] = company.remember("metric.fed", look, identity)
    return found


def missing(company: Company, identity: str) -> Sequence[Any]:
    """Who could deliver what the metric lacks."""
    return () if company.empty else company.catalogue.get(identity, {}).get("fed_by", ())
