"""Follows a movement up the metric tree: what every whole becomes when its parts change."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from leitstand.metrics.contract import Derived, Distinct, Metric, Sum, signed
from leitstand.metrics.registry import find, identities, measures, metrics

Values = Mapping[str, float]
AGREES = 1e-6
PRICES = frozenset({"net_price_per_unit"})
"""Levers that make revenue without making anything else to be bought."""
WITH_VOLUME = {("operating_result", "goods_cost_amount"): "revenue_net"}
"""(whole, part) → what the part grows with, prices apart: goods sold have to be bought."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One exact way to make a whole of its parts."""

    whole: str
    parts: tuple[str, ...]
    make: Callable[[Values], float | None]


@dataclass(frozen=True, slots=True)
class Graph:
    """The edges that hold for these values. values: id → value over the last twelve months."""

    values: Values
    edges: Mapping[str, Sequence[Edge]] = field(default_factory=dict)

    def follow(self, moved: Values) -> dict[str, float]:
        """The new values of everything that changes. moved: lever → new value."""
        found = {name: self._new(name, moved, {}) for name in {*self.edges, *moved}}
        return {name: value for name, value in found.items() if value != self.values[name]}

    def _new(self, name: str, moved: Values, known: dict[str, float]) -> float:
        if name in moved:
            return moved[name]
        if name not in known:
            known[name] = self.values[name]  # against knots
            known[name] = self._made(name, moved, known)
        return known[name]

    def _made(self, name: str, moved: Values, known: dict[str, float]) -> float:
        """Movements that come by different ways (more customers, a higher order value) add up or multiply."""
        old = self.values[name]
        ways = []
        for edge in self.edges.get(name, ()):
            now = {part: self._part(edge.whole, part, moved, known) for part in edge.parts}
            by = {lever for part in edge.parts if now[part] != self.values[part] for lever in self._behind(part, moved)}
            before, after = edge.make(self.values), edge.make(now)
            if by and before is not None and after is not None and after != before:
                ways.append((by, before, after))
        used: set[str] = set()
        value = old
        for by, before, after in sorted(ways, key=lambda way: -len(way[0])):
            if not by & used:
                used |= by
                value = value * (after / before) if before > 0 and old > 0 else value + after - before
        return value

    def _part(self, whole: str, part: str, moved: Values, known: dict[str, float]) -> float:
        driver = WITH_VOLUME.get((whole, part))
        if driver is None or part in moved or driver not in self.values or not self.values[driver]:
            return self._new(part, moved, known)
        volume = {lever: value for lever, value in moved.items() if lever not in PRICES}
        return self.values[part] * self._new(driver, volume, {}) / self.values[driver]

    def _behind(self, part: str, moved: Values) -> set[str]:
        """The levers that a part rests on."""
        return {lever for lever in moved if lever in below(part) or lever == part} or set(moved)


@cache
def one_name(identity: str) -> str:
    """The metric that is nothing but a measure, in place of the measure: orders for order_count."""
    if identity not in measures():
        return identity
    same = [name for name, one in metrics().items() if one.kind in (Sum(identity), Distinct(identity))]
    return same[0] if same else identity


@cache
def edges() -> Mapping[str, tuple[Edge, ...]]:
    """All exact ways of the catalogue, by their whole: identities, and formulas where there is no identity."""
    found: dict[str, list[Edge]] = {}
    for one in identities().values():
        if one.parts:
            parts = tuple((one_name(part), sign) for part, sign in signed(one.parts))
            found.setdefault(one_name(one.whole), []).append(
                Edge(one_name(one.whole), tuple(part for part, _ in parts), _maker(one.operator, parts, one.scale))
            )
    for name, metric in metrics().items():
        if name not in found and (edge := _formula(name, metric)):
            found[name] = [edge]
    return {name: tuple(ways) for name, ways in found.items()}


@cache
def below(identity: str) -> frozenset[str]:
    """Everything that a metric is made of, in any depth."""
    found: set[str] = set()
    waiting = [identity]
    while waiting:
        for edge in edges().get(waiting.pop(), ()):
            waiting += [part for part in edge.parts if part not in found]
            found |= set(edge.parts)
            found |= {driver for (whole, _), driver in WITH_VOLUME.items() if whole == edge.whole}
    return frozenset(found)


def above(levers: Sequence[str]) -> list[str]:
    """What rests on one of the levers."""
    return [name for name in edges() if any(lever in below(name) for lever in levers)]


def holding(values: Mapping[str, float | None]) -> Graph:
    """The graph of those ways whose parts are known and give the whole."""
    known = {name: value for name, value in values.items() if value is not None}
    found = {}
    for name, ways in edges().items():
        if name in known:
            held = [way for way in ways if all(part in known for part in way.parts) and _holds(way, known)]
            if held:
                found[name] = held
    return Graph(known, found)


def _holds(way: Edge, known: Values) -> bool:
    made = way.make(known)
    return made is not None and math.isclose(made, known[way.whole], rel_tol=AGREES, abs_tol=AGREES)


def _maker(operator: str, parts: tuple[tuple[str, int], ...], scale: float) -> Callable[[Values], float | None]:
    def make(values: Values) -> float | None:
        if operator == "sum":
            return sum(sign * values[part] for part, sign in parts)
        if operator == "product":
            return math.prod(values[part] for part, _ in parts) * scale
        return values[parts[0][0]] / values[parts[1][0]] * scale if values[parts[1][0]] else None

    return make


def _formula(name: str, metric: Metric) -> Edge | None:
    """The formula of a derived metric that looks at nothing but the period itself."""
    kind = metric.kind
    if not isinstance(kind, Derived) or "year" not in metric.grains:
        return None
    if any(one.at != "period" or one.last > 1 or one.each or one.along or one.optional for one in kind.inputs.values()):
        return None
    named = {key: one_name(one.id) for key, one in kind.inputs.items()}

    def make(values: Values) -> float | None:
        made = kind.formula(**{key: values[part] for key, part in named.items()}, days=365)
        return made[0] / made[1] * kind.scale if isinstance(made, tuple) and made[1] else None

    return Edge(name, tuple(named.values()), make)


def title_unit(identity: str) -> tuple[dict[str, str], str]:
    """Its title in both languages, and its unit."""
    one = find(identity)
    return one.title.as_dict(), one.unit
