"""Too many cases go back a step: check completeness at the start, so that work is done once."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Rule, Situation, Step
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, number, words
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

MUCH = 0.05
"""Share of cases with work done again, with the whole interval, from which on it is more than the usual query."""


def look(situation: Situation) -> Iterator[Advice]:
    for found in found_in(situation, {"repeated_work"}, good=False):
        if found.low is None or found.high is None or found.low < MUCH:
            continue
        process = found.dims.get("process", "")
        again = sum(one.again * one.cases for one in situation.steps if one.process == process)
        yield Advice(
            dims=found.dims,
            findings=[found.id],
            gap=Gap(-found.effect, -found.high, -found.low, "threshold"),
            affected=Affected(round(found.effect * number(found, "cases")),
                              Text(de="Vorgänge mit wiederholter Arbeit", en="cases with work done again")),
            figures={
                **figures_of(found),
                "activity": Figure(words(found, "activity"), "text"),
                "again": Figure(again, "count"),
            },
        )  # fmt: skip


RULE = Rule(
    title=Text(de="Nacharbeit vermeiden", en="Avoid rework"),
    pattern=Text(
        de="In mehr als 5 % der Vorgänge eines Prozesses wird etwas noch einmal getan.",
        en="In more than 5% of the cases of a process something is done again.",
    ),
    guard=Text(
        de="Der ganze 95-%-Bereich liegt über 5 %. Nicht bei Rückfragen im üblichen Maß.",
        en="The whole 95% interval lies above 5%. Not for the usual measure of queries.",
    ),
    problem=Text(
        de="{finding} Das waren {again} wiederholte Arbeitsschritte.",
        en="{finding} In all {again} steps were done again.",
    ),
    diagnosis=Text(
        de=(
            "Am häufigsten wird „{activity}“ wiederholt. Wahrscheinlich kommt der Vorgang dort unvollständig an "
            "und der Fehler fällt erst später auf."
        ),
        en=(
            "What is repeated most often is '{activity}'. Probably the case arrives there incomplete and the "
            "fault is noticed only later."
        ),
    ),
    action=Text(
        de=(
            "Wer den Prozess verantwortet, legt fest, was vor „{activity}“ vorliegen muss (höchstens sieben "
            "Punkte), und macht es zur Pflicht in der Maske. Was fehlt, geht sofort an den Absender zurück. "
            "Erster Schritt: zwanzig der {count} Vorgänge ansehen und zählen, was gefehlt hat."
        ),
        en=(
            "The process owner lays down what must be there before '{activity}' (seven points at most) and makes "
            "it mandatory in the form. What is missing goes back to the sender at once. First step: look at "
            "twenty of the {count} cases and count what was missing."
        ),
    ),
    kind="process",
    lever="rework_rate",
    effort="M",
    grade="B",
    source="Dumas et al., Fundamentals of Business Process Management; own event log (arithmetic)",
    owner=Text(de="Prozessverantwortliche", en="Process owner"),
    check=Check(
        "rework_rate",
        ("interrupted_time_series", "before_after"),
        13,
        Text(
            de="Anteil der Vorgänge mit Wiederholung je Monat, ein Quartal nach der Umstellung.",
            en="Share of cases with repetition by month, one quarter after the change.",
        ),
    ),
    guardrails=("resolution_time", "complaint_rate"),
    look=look,
    fires=Example(
        findings=[Found("a1", "repeated_work", "rework_rate", 0.25, "ratio", {"process": "Offers"}, low=0.22, high=0.28,
                        good=False, figures={"cases": 1200, "activity": "Check"})],
        steps=[Step("Offers", "Check", 1200, 900.0, 0.2, again=0.25)],
    ),
    silent=Example(
        findings=[Found("a1", "repeated_work", "rework_rate", 0.06, "ratio", {"process": "Offers"}, low=0.04, high=0.08,
                        good=False)],
        steps=[Step("Offers", "Check", 1200, 900.0, 0.2, again=0.06)],
    ),
)  # fmt: skip
