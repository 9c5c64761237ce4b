"""Cases wait for a stack to be worked off although there is time: work daily in small lots."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.advice.contract import Advice, Rule, Situation
from leitstand.advice.reading.queues import CHECK, held_up, losing_deals, waiting
from leitstand.advice.reading.waiting import EFFICIENCY
from leitstand.foundation.text import Text


def look(situation: Situation) -> Iterator[Advice]:
    return waiting(situation, {"batching"})


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
    check=CHECK,
    guardrails=("rework_rate", "complaint_rate"),
    look=look,
    fires=held_up("batching"),
    silent=losing_deals("batching"),
)
