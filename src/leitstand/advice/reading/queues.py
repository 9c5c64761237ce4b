"""Advice on a step before which cases wait, by the reason why they wait there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Situation, Step
from leitstand.advice.reading.waiting import (
    EFFICIENCY,
    MUCH,
    costs_deals,
    gap_by_finding,
    gap_by_step,
    slower_steps,
    step_at,
)
from leitstand.analysis.contract import Figure
from leitstand.analysis.process.office import HOURS_A_DAY
from leitstand.foundation.numbers import format_number
from leitstand.foundation.text import LANGUAGES, Text

CHECK = Check(
    EFFICIENCY,
    ("interrupted_time_series", "difference_in_differences"),
    13,
    Text(
        de="Wartezeit vor dem Schritt (Kaplan–Meier) und Anteil der Arbeitszeit, je ein Quartal davor und danach.",
        en="Wait before the step (Kaplan–Meier) and share of working time, one quarter before and after the change.",
    ),
)
"""How one knows whether waiting before a step became shorter, whatever was done about it."""

CASES = Text(de="Vorgänge mit diesem Schritt", en="cases with this step")


def waiting(situation: Situation, reasons: Collection[str]) -> Iterator[Advice]:
    """Steps that became slower, and those that hold most of a process up, where cases wait for one of the reasons.

    Not where deals are lost at the step: then it is the step itself that is in question.
    """
    spoken = set()
    for found in slower_steps(situation):
        activity = found.dims.get("activity", "")
        step = step_at(situation, activity, found.dims.get("process"))
        if step is None or step.reason not in reasons or costs_deals(situation, activity):
            continue
        spoken.add((step.process, activity))
        yield _advice(situation, step, found)
    for step in situation.steps:
        known = step.reason in reasons and step.reason != "unknown"
        held_up = known and step.bottleneck and step.share > MUCH and bool(step.saved)
        if held_up and (step.process, step.activity) not in spoken and not costs_deals(situation, step.activity):
            yield _advice(situation, step, None)


def _advice(situation: Situation, step: Step, found: Found | None) -> Advice:
    hours = step.saved or 0.0
    told = found.sentence if found is not None else _state(step)
    return Advice(
        dims={"process": step.process, "activity": step.activity},
        findings=[] if found is None else [found.id],
        gap=gap_by_step(situation, step) if found is None else gap_by_finding(situation, found),
        affected=Affected(step.cases, CASES),
        figures={
            "waits": Figure(told, "text"),
            "activity": Figure(step.activity, "text"),
            "saved": Figure(saving(hours / HOURS_A_DAY), "text"),
        },
    )


def saving(days: float) -> Text:
    """What the pace of the best quarter would save in a year; nothing where that is not known."""
    if days < 1:
        return Text(de="", en="")
    german, english = (format_number(days, language, 0) for language in LANGUAGES)
    return Text(
        de=f"Im Tempo des besten Quartals entfielen {german} Arbeitstage Wartezeit im Jahr.",
        en=f"At the pace of the best quarter {english} working days of waiting a year would fall away.",
    )


def _state(step: Step) -> Text:
    part = round(step.share * 100)
    return Text(
        de=f"{step.process}: Das Warten vor „{step.activity}“ macht {part} % der ganzen Durchlaufzeit aus.",
        en=f"{step.process}: waiting before '{step.activity}' makes {part}% of the whole time it takes.",
    )


_SLOWER = Found(
    "a1", "slower_step", EFFICIENCY, 1.5, "days", {"process": "Offers", "activity": "Check"}, low=1.0, high=2.0,
    good=False, figures={"now": 2.5},
)  # fmt: skip


def held_up(reason: str) -> Example:
    """A step that became slower for a reason."""
    level = Level(0.2, 900, numerator=500.0, denominator=2500.0)
    return Example(
        findings=[_SLOWER],
        steps=[_narrow("Offers", "Check", 0.3, reason)],
        levels={(EFFICIENCY, (("activity", "Check"), ("process", "Offers")), 0): level},
    )


def losing_deals(reason: str) -> Example:
    """The same where deals are lost at the step, and another step that holds up too little to speak of."""
    lost = Found(
        "a2", "stage_outcome", "stage_conversion", -0.2, "ratio", {"stage": "Check"}, low=-0.3, high=-0.1, good=False
    )
    steps = [_narrow("Offers", "Check", 0.3, reason), _narrow("Orders", "Pack", 0.2, reason)]
    return Example(findings=[_SLOWER, lost], steps=steps)


def _narrow(process: str, activity: str, share: float, reason: str) -> Step:
    return Step(process, activity, 900, 2000.0, share, saved=1200.0, reason=reason, bottleneck=True)
