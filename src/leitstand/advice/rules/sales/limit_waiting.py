"""A step has become slower and nobody knows why: a limit for waiting, a deputy, and a look at the cases."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.advice.contract import Advice, Rule, Situation
from leitstand.advice.reading.queues import CHECK, held_up, losing_deals, waiting
from leitstand.advice.reading.waiting import EFFICIENCY
from leitstand.foundation.text import Text


def look(situation: Situation) -> Iterator[Advice]:
    return waiting(situation, {"unknown", "variability"})


RULE = Rule(
    title=Text(de="Wartezeit begrenzen", en="Limit the waiting"),
    pattern=Text(
        de="Vor einem Schritt wird länger gewartet als früher; Kapazität und Stapel erklären es nicht.",
        en="Cases wait longer before a step than before; capacity and stacks do not explain it.",
    ),
    guard=Text(
        de=(
            "Der Anstieg ist statistisch nachgewiesen. Nicht, wenn an diesem Schritt Verkaufschancen verloren "
            "gehen: Dann steht der Schritt selbst in Frage."
        ),
        en=(
            "The rise is statistically shown. Not where deals are lost at this step: then the step itself is in "
            "question."
        ),
    ),
    problem=Text(de="{waits}", en="{waits}"),
    diagnosis=Text(
        de=(
            "Warum gewartet wird, zeigen die Zahlen nicht; ungleichmäßiger Eingang oder schwierigere Fälle "
            "kommen in Frage. {saved}"
        ),
        en="Why cases wait the numbers do not show; uneven arrival or harder cases are possible. {saved}",
    ),
    action=Text(
        de=(
            "Für „{activity}“ gilt eine Höchstwartezeit, ab der der Fall an eine benannte Vertretung geht. "
            "Dringende und übliche Fälle laufen getrennt. Erster Schritt: die zwanzig ältesten von {count} "
            "Vorgängen durchsehen und den Grund je Fall notieren; danach entscheiden, ob mehr zu ändern ist."
        ),
        en=(
            "'{activity}' gets a longest wait, after which the case goes to a named deputy. Urgent and usual "
            "cases run apart. First step: go through the twenty oldest of {count} cases and note the reason for "
            "each; then decide whether more is to be changed."
        ),
    ),
    kind="process",
    lever=EFFICIENCY,
    effort="S",
    grade="J",
    source="Own judgement; effect from the own event log (arithmetic)",
    owner=Text(de="Prozessverantwortliche", en="Process owner"),
    check=CHECK,
    guardrails=("rework_rate", "complaint_rate"),
    look=look,
    fires=held_up("variability"),
    silent=losing_deals("variability"),
)
