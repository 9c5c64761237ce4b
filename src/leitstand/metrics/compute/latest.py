"""The newest complete value of many metrics at once, beside the period and the year before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from leitstand.foundation.period import Grain, add_months, period_of, previous, year_before
from leitstand.metrics.compute.answer import Ask, answer, in_scope, tables_behind
from leitstand.metrics.compute.earlier import EARLIER, add_earlier, answers
from leitstand.metrics.compute.evaluator import evaluator, scanned
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Question
from leitstand.metrics.compute.result import Value

LONGEST_LOOK_BACK = 15  # months


def latest(facts: StoreFacts, ids: Iterable[str], grain: Grain) -> dict[str, Value]:
    """The newest complete value within the last fifteen months of each metric that has one, with both comparisons."""
    asks = {identity: ask for identity in ids if (ask := _ask(facts, identity, grain)) is not None}
    _scan_together(facts, asks)
    return {identity: value for identity, ask in asks.items() if (value := _newest(facts, identity, ask)) is not None}


def _ask(facts: StoreFacts, identity: str, grain: Grain) -> Ask | None:
    """The last full period, the one before and that of a year before; None where there are no data."""
    coverage = facts.coverage(tables_behind(facts, identity))
    if coverage is None or not in_scope(facts, identity):
        return None
    following = period_of(coverage[1] + timedelta(days=1), grain, facts.fiscal_start)
    newest = previous(following, facts.fiscal_start)
    return Ask(grain, only=tuple(sorted({newest, previous(newest, facts.fiscal_start), year_before(newest)})))


def _scan_together(facts: StoreFacts, asks: dict[str, Ask]) -> None:
    """Scans the measures of all metrics that are asked the same, as of the same day, table by table."""
    wanted: dict[tuple[StoreFacts, Ask], list[str]] = defaultdict(list)
    for identity, ask in asks.items():
        coverage = facts.coverage(tables_behind(facts, identity))
        if coverage is not None:
            wanted[(facts.at(coverage[1]), ask)] += scanned(identity)
    for (looked_at, ask), measures in wanted.items():
        evaluator(looked_at).amounts(measures, Question(ask.only))


def _newest(facts: StoreFacts, identity: str, ask: Ask) -> Value | None:
    values = answer(facts, identity, ask)
    newest = max(ask.only)
    value = next((one for one in values if one.period == newest and one.complete and one.status == "ok"), None)
    if value is None:
        start = add_months(newest.end, -LONGEST_LOOK_BACK)
        values = answer(facts, identity, Ask(ask.grain, start=start, end=newest.end))
        value = max(
            (one for one in values if one.complete and one.status == "ok"), key=lambda one: one.period, default=None
        )
    if value is not None:
        found = answers(facts, identity, ask, [value], EARLIER, values)
        for kind in EARLIER:
            add_earlier(facts, identity, [value], kind, found)
    return value
