"""Sets every number beside others: the period before, the year before, target, own cells, industry, competitors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from leitstand.foundation.errors import UnknownId
from leitstand.foundation.period import Period
from leitstand.foundation.segment import NONE, Segment
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import Ask, tables_behind
from leitstand.metrics.compute.comparison import KINDS, Comparison, against
from leitstand.metrics.compute.earlier import EARLIER, add_earlier, answers, is_flow
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.outside import add_competitors, add_industry
from leitstand.metrics.compute.peers import add_benchmark
from leitstand.metrics.compute.result import Value

__all__ = ["KINDS", "Comparison", "Target", "Targets", "compare"]


class Target(Protocol):
    """A target as the control database keeps it. kind: at_or_above, at_or_below."""

    value: float
    kind: str


REACHED, NOT_REACHED = Text(de="erreicht", en="reached"), Text(de="nicht erreicht", en="not reached")
Targets = Callable[[str, str], Mapping[tuple[date, str], Target]]
"""(metric, grain) → all its targets by first day and segment."""


def compare(facts: StoreFacts, metric: str, ask: Ask, values: Sequence[Value], kinds: Iterable[str],
            targets: Targets, known: Iterable[Value] = ()) -> None:  # fmt: skip
    """Adds to every value of `answer(facts, metric, ask)` its comparisons.

    kinds: see KINDS. "benchmark:within=country+channel" takes only peers of the same country and channel,
    "benchmark:include_self" (or "…:within=country:include_self") counts the cell itself in.
    known: values of other periods that need not be computed again. Raises UnknownId for any other word.
    """
    words = list(kinds)
    back = [word for word in words if word in EARLIER]
    found = answers(facts, metric, ask, values, back, known) if back else {}
    for word in words:
        kind, _, options = word.partition(":")
        if kind not in KINDS or (options and kind != "benchmark"):
            raise UnknownId(Text(de="Die Vergleichsart", en="comparison"), word, KINDS)
        match kind:
            case "target":
                add_target(facts, metric, ask, values, targets)
            case "benchmark":
                add_benchmark(metric, ask, values, options)
            case "industry":
                add_industry(facts, metric, ask, values)
            case "competitor":
                add_competitors(facts, metric, values)
            case _:
                add_earlier(facts, metric, values, kind, found)


def add_target(facts: StoreFacts, metric: str, ask: Ask, values: Sequence[Value], targets: Targets) -> None:
    """The target that somebody set for the period and cell, and whether it is reached.

    In a running period a sum over days is set against the share of the target that belongs to the elapsed days.
    """
    known, flows, covered = targets(metric, ask.grain), is_flow(metric), facts.coverage(tables_behind(facts, metric))
    last = covered[1] if covered else facts.as_of
    limits = [str(Segment((one,))) for one in (*ask.segment.conditions, *facts.scope.conditions)]
    for value in values:
        cell = [f"{name}={NONE if seen is None else seen}" for name, seen in value.dims.items()]
        segment = " & ".join(dict.fromkeys((*limits, *cell)))
        target = known.get((value.period.start, segment))
        comparison = Comparison("target", KINDS["target"], value.period)
        if target is None:
            comparison.note = Text(de="Kein Ziel gesetzt.", en="No target is set.")
            against(value, comparison, None)
            continue
        elapsed = value.period.upto(last)
        running = elapsed.days < value.period.days
        goal = target.value * elapsed.days / value.period.days if running and flows else target.value
        if running:
            comparison.elapsed_days, comparison.note = elapsed.days, _still_running(target.value, elapsed, value, flows)
        elif value.value is not None:
            reached = value.value >= goal if target.kind == "at_or_above" else value.value <= goal
            comparison.note = REACHED if reached else NOT_REACHED
        against(value, comparison, goal)


def _still_running(target: float, elapsed: Period, value: Value, flows: bool) -> Text:
    days = f"{elapsed.days}/{value.period.days}"
    if flows:
        return Text(
            de=f"Anteiliges Ziel nach {days} Tagen; ganzer Zeitraum: {target:g}.",
            en=f"Target in proportion after {days} days; whole period: {target:g}.",
        )
    return Text(de=f"Der Zeitraum läuft noch ({days} Tage).", en=f"The period is still running ({days} days).")
