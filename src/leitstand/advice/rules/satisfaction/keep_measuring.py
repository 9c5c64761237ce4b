"""A score looks lower but may be no lower at all: change nothing because of it, ask more people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.findings import found_in, gap_of, worsened
from leitstand.advice.reading.levels import bounds
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find

LEVER = "survey_response_rate"
SCORES = ("nps", "csat_share", "csi")
PLANNED = {"pace_to_target", "risk_ahead"}
MONTHS = 3


def look(situation: Situation) -> Iterator[Advice]:
    fewer = [one for one in worsened(situation, {LEVER}) if not one.dims]
    for score in SCORES:
        worried = [*found_in(situation, PLANNED, {score}, good=False), *fewer]
        now, then = situation.level(score, months=MONTHS), situation.level(score, months=MONTHS, before=MONTHS)
        sure = [one for one in situation.findings if one.metric == score and one.p_adjusted is not None]
        if not worried or now is None or then is None or sure:
            continue
        low, high = bounds(now)
        if low < then.value <= high and now.value < then.value:
            unit = "score" if find(score).unit == "points" else find(score).unit
            yield Advice(
                dims={},
                findings=[one.id for one in worried],
                gap=gap_of(fewer[0]) if fewer else None,
                affected=Affected(now.n, Text(de="Antworten im letzten Quartal", en="answers in the last quarter")),
                figures={
                    "score": Figure(find(score).title, "text"),
                    "now": Figure(now.value, unit),
                    "then": Figure(then.value, unit),
                    "low": Figure(low, unit),
                    "high": Figure(high, unit),
                },
            )
            return


BEHIND = Found("b1", "pace_to_target", "nps", -4.0, "points", since=date(2026, 7, 1), good=False)
LEVELS: dict[Any, Level] = {("nps", (), 0): Level(21.0, 210, 11.0, 31.0), ("nps", (), 3): Level(24.0, 250, 15.0, 33.0)}

RULE = Rule(
    title=Text(de="Nichts ändern, weiter messen", en="Change nothing, keep measuring"),
    pattern=Text(
        de="Ein Zufriedenheitswert liegt unter Plan oder ruht auf immer weniger Antworten, und sein Rückgang liegt in "
        "der Schwankungsbreite",
        en="a satisfaction score lies behind plan, or rests on fewer and fewer answers, and its fall lies within its "
        "interval",
    ),
    guard=Text(
        de="nicht, wenn sich der Wert gesichert verändert hat; nicht, wenn niemand wegen des Wertes handeln würde",
        en="not where the score has surely changed; not where nobody would act because of it",
    ),
    problem=Text(
        de="{score}: zuletzt {now} nach {then} im Quartal davor. Der wahre Wert liegt zwischen {low} und {high}; der "
        "frühere liegt darin.",
        en="{score}: {now} lately after {then} in the quarter before. The true value lies between {low} and {high}, "
        "which includes the former one.",
    ),
    diagnosis=Text(
        de="Der Unterschied ist kleiner als das, was der Zufall bei {count} Antworten ausmacht. Ein Rückgang ist "
        "möglich, aber nicht nachgewiesen.",
        en="The difference is smaller than what chance makes of {count} answers. A fall is possible but not shown.",
    ),
    action=Text(
        de="Die Marktforschung leitet aus diesem Wert keine Maßnahme und keine Prämie ab, fragt im nächsten Quartal "
        "doppelt so viele Personen und berichtet den Wert nur mit Schwankungsbreite. Erster Schritt: die nächste Welle "
        "mit doppelter Stichprobe einplanen.",
        en="Market research derives neither actions nor bonuses from this score, asks twice as many people next "
        "quarter and reports it with its interval only. First step: plan the next wave with a doubled sample.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="B",
    source="Rocks (2016)",
    owner=Text(de="Marktforschung", en="Market research"),
    check=Check(
        LEVER,
        ("before_after",),
        13,
        Text(de="Breite des Intervalls im nächsten Quartal", en="width of the interval in the next quarter"),
    ),
    guardrails=("dissatisfied_share",),
    look=look,
    fires=Example(findings=[BEHIND], levels=LEVELS),
    silent=Example(levels=LEVELS),
    needs=("survey_answer",),
)
