"""Cases wait for a stack to be worked off although there is time: work daily in small lots."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.advice.contract import Advice, Check, Example, Found, Level, Rule, Situation, Step
from leitstand.advice.reading.queues import waiting
from leitstand.advice.reading.waiting import EFFICIENCY
from leitstand.foundation.text import Text


def look(situation: Situation) -> Iterator[Advice]:
    return waiting(situation, {"batching"})


_DIMS = {"process": "Offers", "activity": "Check"}
_SLOWER = Found(
    "a1", "slower_step", EFFICIENCY, 1.5, "days", _DIMS, low=1.0, high=2.0, good=False, figures={"now": 2.5}
)

RULE = Rule(
    title=Text(de="Täglich statt im Stapel bearbeiten", en="Work daily instead of in stacks"),
    pattern=Text(
        de=(
            "Vor einem Schritt wird länger gewartet als früher oder mehr als 40 % der Durchlaufzeit, obwohl er "
            "nicht ausgelastet ist."
        ),
        en=(
            "Cases wait longer before a step than before, or more than 40% of the whole time, although it is not "
            "fully used."
        ),
    ),
    guard=Text(
        de=(
            "Die Wartezeit ist mehr als doppelt so lang, wie Auslastung und Schwankung erklären. Nicht, wenn an "
            "diesem Schritt Verkaufschancen verloren gehen: Dann steht der Schritt selbst in Frage."
        ),
        en=(
            "The wait is more than twice what utilisation and variability explain. Not where deals are lost at "
            "this step: then the step itself is in question."
        ),
    ),
    problem=Text(de="{waits}", en="{waits}"),
    diagnosis=Text(
        de=(
            "Es fehlt nicht an Zeit: Wahrscheinlich wird gesammelt und auf einmal erledigt, oder anderes geht "
            "vor. {saved}"
        ),
        en="Time is not what lacks: probably cases are collected and done at once, or others come first. {saved}",
    ),
    action=Text(
        de=(
            "Wer „{activity}“ verantwortet, arbeitet ihn ab Montag zweimal am Tag zu festen Zeiten ab, der "
            "älteste Fall zuerst; für Abwesenheit ist eine Vertretung benannt, nach einem Arbeitstag meldet das "
            "System den Fall. Erster Schritt: den heutigen Stapel auflösen."
        ),
        en=(
            "Whoever is in charge of '{activity}' works it off twice a day at fixed times from Monday on, the "
            "oldest case first; a deputy is named for absence, after one working day the system reports the "
            "case. First step: clear today's stack."
        ),
    ),
    kind="process",
    lever=EFFICIENCY,
    effort="S",
    grade="B",
    source="Kingman (1961); Hopp and Spearman, Factory Physics (waiting at low utilisation)",
    owner=Text(de="Prozessverantwortliche", en="Process owner"),
    check=Check(
        EFFICIENCY,
        ("interrupted_time_series", "difference_in_differences"),
        13,
        Text(
            de=(
                "Wartezeit vor dem Schritt (Kaplan–Meier) und Anteil der Arbeitszeit, ein Quartal vor und nach "
                "der Umstellung."
            ),
            en=(
                "Wait before the step (Kaplan–Meier) and share of working time, one quarter before and after the "
                "change."
            ),
        ),
    ),
    guardrails=("rework_rate", "complaint_rate"),
    look=look,
    fires=Example(
        findings=[_SLOWER],
        steps=[Step("Offers", "Check", 900, 2000.0, 0.3, saved=1200.0, reason="batching", bottleneck=True)],
        levels={(EFFICIENCY, tuple(sorted(_DIMS.items())), 0): Level(0.2, 900, None, None, 500.0, 2500.0)},
    ),
    silent=Example(
        findings=[
            _SLOWER,
            Found("a2", "stage_outcome", "stage_conversion", -0.2, "ratio", {"stage": "Check"}, low=-0.3, high=-0.1,
                  good=False),
        ],
        steps=[
            Step("Offers", "Check", 900, 2000.0, 0.3, saved=1200.0, reason="batching", bottleneck=True),
            Step("Orders", "Pack", 900, 2000.0, 0.2, saved=1200.0, reason="batching", bottleneck=True),
        ],
    ),
)  # fmt: skip
