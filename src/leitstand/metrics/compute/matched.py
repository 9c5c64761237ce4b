"""How much of the revenue belongs to customers known in more than one of the systems that a number is made of."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from leitstand.foundation.period import Period
from leitstand.foundation.schema import tables
from leitstand.metrics.compute import linked
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.registry import measures
from leitstand.store.contract import OWN

Systems = frozenset[str]


@dataclass(frozen=True, slots=True)
class Sales:
    """Net revenue of one day from customers who are known in the same systems. seller: the system it was sold in."""

    day: date
    seller: str
    known_in: Systems
    amount: float


@dataclass(frozen=True, slots=True)
class Course:
    """Revenue up to the end of each day: of all, and of matched customers. days: in order."""

    days: tuple[date, ...]
    total: tuple[float, ...]
    matched: tuple[float, ...]

    def share(self, period: Period) -> float | None:
        """The matched share of the period's revenue; None where nothing was sold."""
        start, end = (bisect_left(self.days, day) for day in (period.start, period.end))
        total = self.total[end] - self.total[start]
        return min(1.0, max(0.0, (self.matched[end] - self.matched[start]) / total)) if total > 0 else None


def course(facts: StoreFacts, identity: str) -> Course | None:
    """The course for a metric or measure; None where fewer than two systems with customers feed it, or in a scope: the
    share is one of the whole company."""
    if facts.scope.conditions:
        return None
    systems = frozenset(_systems(facts, identity))
    if len(systems) < 2:
        return None
    if ("course", systems) not in facts.doubted:
        facts.doubted["course", systems] = _course(_sales(facts), systems)
    found: Course = facts.doubted["course", systems]
    return found


def overall(facts: StoreFacts) -> float | None:
    """The share of all revenue whose customer is known in more than one system; None where only one has customers."""
    systems = frozenset(name for names in _customers(facts).values() for name in names)
    if len(systems) < 2:
        return None
    return _course(_sales(facts), systems).share(Period(date.min, date.max, "total"))


def _course(sales: Iterable[Sales], systems: Systems) -> Course:
    """A sale is matched where its customer is also known in another of the systems than the one that sold."""
    total: dict[date, float] = defaultdict(float)
    matched: dict[date, float] = defaultdict(float)
    for one in sales:
        total[one.day] += one.amount
        if one.known_in & systems - {one.seller}:
            matched[one.day] += one.amount
    days = sorted(total)
    return Course(
        tuple(days),
        tuple(accumulate((total[day] for day in days), initial=0.0)),
        tuple(accumulate((matched[day] for day in days), initial=0.0)),
    )


def _systems(facts: StoreFacts, identity: str) -> set[str]:
    """The systems whose rows about customers the metric reads."""
    behind = {measures()[leaf].table for leaf in leaves_of(identity)}
    read = {table for name in behind for one in facts.canonical(name) for table in facts.alternatives(one)}
    if len({system for name in read for system in facts.systems.get(name, ())} - {OWN}) < 2:
        return set()
    customers = _customers(facts)
    return {system for name in read for system in customers.get(name, ())}


def _customers(facts: StoreFacts) -> dict[str, set[str]]:
    """Canonical table → systems that name customers in it."""
    if "customers" not in facts.doubted:
        found: dict[str, set[str]] = defaultdict(set)
        parts = [
            f"""SELECT DISTINCT '{name}', source_system FROM "{name}" WHERE valid_to IS NULL AND "{column}" IS NOT NULL
            AND source_system <> '{OWN}'"""
            for name, column in _columns(facts)
        ]
        for name, system in facts.backend.con.execute(" UNION ".join(parts)).fetchall() if parts else ():
            found[name].add(system)
        facts.doubted["customers"] = dict(found)
    known: dict[str, set[str]] = facts.doubted["customers"]
    return known


def _columns(facts: StoreFacts) -> list[tuple[str, str]]:
    """The columns with customers' keys in the tables that have rows."""
    found = [("customer", "customer_key")] if "customer" in facts.systems else []
    return found + [
        (name, column)
        for name, one in tables().items()
        for column, target in one.references().items()
        if target == "customer" and name in facts.systems and name != "customer"
    ]


def _sales(facts: StoreFacts) -> list[Sales]:
    """Net revenue by day, seller and the systems that know the customer; looked up once for a version."""
    if "sales" not in facts.doubted:
        connection = facts.backend.con
        key = linked.holder(facts.links, "customer", "customer_key")
        rows = " UNION ".join(
            f"""SELECT "{column}" AS customer_key, source_system FROM "{name}"
            WHERE valid_to IS NULL AND "{column}" IS NOT NULL AND source_system <> '{OWN}'"""
            for name, column in _columns(facts)
        )
        found = connection.execute(
            f"""WITH known AS (
                SELECT holder, list(DISTINCT source_system ORDER BY source_system) AS systems
                FROM (SELECT {key} AS holder, source_system FROM ({rows})) GROUP BY holder),
            line AS (SELECT order_id, sum(net_amount_base) AS net FROM order_line
                WHERE valid_to IS NULL AND coalesce(line_type, 'goods') IN ('goods', 'discount') GROUP BY order_id),
            sale AS (SELECT ordered_on, o.source_system, {key} AS holder, coalesce(line.net, o.net_amount_base) AS net
                FROM "order" o LEFT JOIN line USING (order_id) WHERE o.valid_to IS NULL
                AND coalesce(status, '') <> 'cancelled' AND coalesce(document_kind, 'order') = 'order')
            SELECT ordered_on, source_system, systems, sum(net) FROM sale LEFT JOIN known USING (holder)
            WHERE ordered_on IS NOT NULL AND net IS NOT NULL GROUP BY ALL ORDER BY ALL"""
        ).fetchall()
        facts.doubted["sales"] = [
            Sales(day, seller, frozenset(systems or ()), float(net)) for day, seller, systems, net in found
        ]
    sales: list[Sales] = facts.doubted["sales"]
    return sales
