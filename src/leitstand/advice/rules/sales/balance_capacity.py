"""Cases wait because a step is at its limit: shift people and work, before anyone is hired."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.advice.contract import Advice, Rule, Situation
from leitstand.advice.reading.queues import CHECK, held_up, losing_deals, waiting
from leitstand.advice.reading.waiting import EFFICIENCY
from leitstand.foundation.text import Text


def look(situation: Situation) -> Iterator[Advice]:
    return waiting(situation, {"capacity"})


RULE = Rule(
    title=Text(de="Kapazität dorthin verlegen, wo gewartet wird", en="Move capacity to where cases wait"),
    pattern=Text(
        de=(
            "Vor einem Schritt wird länger gewartet als früher oder mehr als 40 % der Durchlaufzeit, und er ist "
            "zu über 85 % ausgelastet."
        ),
        en=(
            "Cases wait longer before a step than before, or more than 40% of the whole time, and it is used to "
            "more than 85%."
        ),
    ),
    guard=Text(
        de="Nicht, wenn an diesem Schritt Verkaufschancen verloren gehen: Dann steht der Schritt selbst in Frage.",
        en="Not where deals are lost at this step: then the step itself is in question.",
    ),
    problem=Text(de="{waits}", en="{waits}"),
    diagnosis=Text(
        de="Der Schritt arbeitet an seiner Grenze: Ab etwa 85 % Auslastung wachsen Schlangen steil. {saved}",
        en="The step works at its limit: from about 85% utilisation on queues grow steeply. {saved}",
    ),
    action=Text(
        de=(
            "Zwei Personen aus dem vor- oder nachgelagerten Schritt werden für „{activity}“ angelernt und helfen "
            "aus, sobald mehr als ein Tag Arbeit liegt; einfache Fälle gehen an ihnen vorbei direkt weiter. "
            "Über neue Stellen wird erst nach einem Quartal entschieden. Erster Schritt: diese Woche die "
            "Auslastung je Person und Tag aufschreiben."
        ),
        en=(
            "Two people from the step before or after are trained for '{activity}' and help out as soon as more "
            "than a day of work lies there; simple cases bypass it. New posts are decided on only after a "
            "quarter. First step: write down the load per person and day this week."
        ),
    ),
    kind="restructuring",
    lever=EFFICIENCY,
    effort="L",
    grade="B",
    source="Kingman (1961); Hopp and Spearman, Factory Physics (utilisation above 85%)",
    owner=Text(de="Prozessverantwortliche", en="Process owner"),
    check=CHECK,
    guardrails=("rework_rate", "complaint_rate"),
    look=look,
    fires=held_up("capacity"),
    silent=losing_deals("capacity"),
)
