"""Steps of processes before which cases wait, and what less waiting does to flow efficiency."""

from __future__ import annotations

from leitstand.advice.contract import Found, Gap, Level, Situation, Step
from leitstand.advice.reading.findings import found_in, number

EFFICIENCY = "flow_efficiency"
MUCH = 0.4
"""Share of all time of a process from which on one step holds it up (metrics.md E 10)."""


def slower_steps(situation: Situation) -> list[Found]:
    """Steps before which cases wait longer than they did, best first."""
    return found_in(situation, {"slower_step"}, good=False)


def step_at(situation: Situation, activity: str, process: str | None = None) -> Step | None:
    """The step of this name; of the process in which cases wait for it most, where none is given."""
    own = [one for one in situation.steps if one.activity == activity and process in (None, one.process)]
    return max(own, key=lambda one: one.waiting, default=None)


def costs_deals(situation: Situation, activity: str) -> bool:
    """Whether fewer deals get through the stage of this name, or are won after it."""
    lost = found_in(situation, {"stage_outcome"}, good=False)
    return any(one.dims.get("stage") == activity for one in lost)


def gap_by_finding(situation: Situation, found: Found) -> Gap | None:
    """Flow efficiency of the step if cases waited as before; None where it cannot be told."""
    now = number(found, "now")
    level = situation.level(EFFICIENCY, found.dims)
    if level is None or now <= 0 or found.low is None or found.high is None:
        return None
    return _gap(level, found.effect / now, found.low / now, found.high / now)


def gap_by_step(situation: Situation, step: Step) -> Gap | None:
    """Flow efficiency of the step if cases waited as in its best quarter; None where it cannot be told."""
    level = situation.level(EFFICIENCY, {"process": step.process, "activity": step.activity})
    if level is None or not step.saved or level.numerator is None or level.denominator is None:
        return None
    waiting = level.denominator - level.numerator
    part = step.saved / waiting if waiting > 0 else 0.0
    return _gap(level, part, 0.0, part) if 0 < part < 1 else None


def _gap(level: Level, part: float, low: float, high: float) -> Gap | None:
    if level.numerator is None or level.denominator is None:
        return None
    service, waiting = level.numerator, level.denominator - level.numerator

    def better(share: float) -> float:
        left = waiting * (1 - min(max(share, 0.0), 1.0))
        return service / (service + left) - level.value if service + left > 0 else 0.0

    ends = sorted((better(low), better(high)))
    return Gap(better(part), ends[0], ends[1], "own_period")
