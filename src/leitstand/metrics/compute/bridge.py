"""The revenue bridge: what new, returning, growing, shrinking and lost customers add to the change of revenue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from leitstand.foundation.period import Period, previous
from leitstand.foundation.text import Text
from leitstand.metrics.compute import scan
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Cell, Question
from leitstand.metrics.registry import measures

MEASURES = ("sales_amount", "refund_amount")
"""Revenue of a customer = sales − refunds, as in `revenue_net`."""

Key = tuple[int, Cell]

UNCOVERED = Text(
    de="Die Daten decken den Vergleichszeitraum nicht ganz ab.",
    en="The data do not cover all of the period compared with.",
)


def numbers(facts: StoreFacts, question: Question, make: Callable[..., Any]) -> dict[str, dict[Key, Any]]:
    """All parts, each per period and cell; n: customers in it. r0, r1: revenue in the period before and in the period.

    new: r1 − r0 where r0 ≤ 0 < r1 and the customer never bought before the period. reactivation: bought before.
    expansion, contraction: r1 − r0 and r0 − r1 where both are positive. churn: r0 − r1 where r1 ≤ 0 < r0.
    refund_only: r1 − r0 where neither is positive. unassigned: change of the revenue without a customer.
    change: r1 − r0 over everything; exactly
        new + reactivation + expansion − contraction − churn + refund_only + unassigned.
    start, kept, after: Σ r0, Σ min(r0, r1) not below 0, and Σ r1 of the customers with r0 > 0.

    Not enough data where the period before is not fully covered: every customer would look new.
    """
    changes = _changes(facts, question)
    names = scan.cell_columns(question)
    sums = {"foreign": changes["foreign"].sum()}
    for part, (condition, amount) in _parts(changes).items():
        sums |= {part: condition.ifelse(amount, 0.0).sum(), f"{part}.n": condition.ifelse(1, 0).sum()}
    found = changes.group_by(["__period", *names]).aggregate(**sums).to_pyarrow().to_pylist()
    rows = {(row["__period"], tuple(row[name] for name in names)): row for row in found}
    if not question.by:
        rows |= {(index, ()): {} for index in range(len(question.periods)) if (index, ()) not in rows}
    began = facts.began({measures()[name].table for name in MEASURES})
    for index, period in enumerate(question.periods):
        if began is None or previous(period, facts.fiscal_start).start < began:
            rows |= {key: {"uncovered": True} for key in rows if key[0] == index}
    return {part: {key: _number(row, part, make) for key, row in rows.items()} for part in _parts(changes)}


def _parts(changes: Any) -> dict[str, tuple[Any, Any]]:
    """Part → which customers belong to it, and what each adds."""
    r0, r1 = changes.r0, changes.r1
    known = changes["__unit"].notnull()
    before, now = known & (r0 > 0), known & (r1 > 0)
    bought = (changes.first_order_on < changes["__start"]).fill_null(False)
    return {
        "new": (now & ~before & ~bought, r1 - r0),
        "reactivation": (now & ~before & bought, r1 - r0),
        "expansion": (now & before & (r1 > r0), r1 - r0),
        "contraction": (now & before & (r1 < r0), r0 - r1),
        "churn": (before & ~now, r0 - r1),
        "refund_only": (known & ~before & ~now & ((r0 != 0) | (r1 != 0)), r1 - r0),
        "unassigned": (~known, r1 - r0),
        "change": ((r0 != 0) | (r1 != 0), r1 - r0),
        "start": (before, r0),
        "kept": (before, (r1 < r0).ifelse((r1 > 0).ifelse(r1, 0.0), r0)),
        "after": (before, r1),
    }


def _number(row: Mapping[str, Any], part: str, make: Callable[..., Any]) -> Any:
    n = int(row.get(f"{part}.n", 0))
    if "uncovered" in row:
        return make(None, None, None, 0, status="not_enough_data", note=UNCOVERED)
    if row.get("foreign"):
        return make(None, None, None, n, status="not_convertible", note=scan.without_rate(int(row["foreign"])))
    total = round(float(row.get(part, 0.0)), 4)
    return make(total, None, total, n)


def _changes(facts: StoreFacts, question: Question) -> Any:
    """One row per period, cell and customer with r0 and r1 and the day of the customer's first order."""
    import ibis
    import pyarrow as pa

    befores = [previous(period, facts.fiscal_start) for period in question.periods]
    order: dict[Period, int] = {}
    for period in (*befores, *question.periods):
        order.setdefault(Period(period.start, period.end, "total"), len(order))
    spans = Question(tuple(order), question.by, question.segment)
    pieces = []
    for name, sign in zip(MEASURES, (1, -1), strict=True):
        one = measures()[name]
        rows = scan.placed(facts, [name], spans, {"order.customer_key"} if one.table == "sale" else set())
        rows = rows.mutate(__unit=rows["order.customer_key" if one.table == "sale" else "customer_key"])
        foreign = scan.unconverted(rows, one, facts.currency)
        pieces.append(
            rows.group_by(["__period", *scan.cell_columns(question), "__unit"]).aggregate(
                r=scan.aggregated(rows, one).cast("float64").fill_null(0.0) * sign, foreign=foreign.cast("int64")
            )
        )
    revenue = pieces[0].union(pieces[1], distinct=False)
    sides = []
    for side, spans_of in (("r0", befores), ("r1", question.periods)):
        index = [order[Period(period.start, period.end, "total")] for period in spans_of]
        pairs = ibis.memtable(pa.table({"__span": pa.array(index, pa.int64()),
                                        "__target": pa.array(range(len(index)), pa.int64())}))  # fmt: skip
        side_rows = revenue.join(pairs, revenue["__period"] == pairs["__span"]).drop("__period", "__span")
        zero = ibis.literal(0.0)
        columns = {"r0": side_rows.r if side == "r0" else zero, "r1": side_rows.r if side == "r1" else zero}
        sides.append(side_rows.mutate(**columns).drop("r"))
    both = sides[0].union(sides[1].select(*sides[0].columns), distinct=False).rename(__period="__target")
    both = scan.fold(facts, both, question) if question.folded else both
    keys = ["__period", *scan.cell_columns(question), "__unit"]
    summed = both.group_by(keys).aggregate(
        r0=both.r0.sum().round(4), r1=both.r1.sum().round(4), foreign=both.foreign.sum()
    )
    first = facts.table("customer_orders")
    days = pa.array([period.start for period in question.periods], pa.date32())
    starts = ibis.memtable(pa.table({"__index": pa.array(range(len(days)), pa.int64()), "__start": days}))
    dated = summed.join(starts, summed["__period"] == starts["__index"]).drop("__index")
    joined = dated.left_join(first, dated["__unit"] == first.customer_key)
    return joined.select(
        "__period", *scan.cell_columns(question), "__unit", "__start", "r0", "r1", "foreign", "first_order_on"
    )
