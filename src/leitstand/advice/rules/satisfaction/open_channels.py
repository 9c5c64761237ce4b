"""Fewer complaints while more customers leave: they have stopped telling, so make it easy to say what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, worsened
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "churn_rate_silent"
LEAVING = {LEVER, "churn_rate", "retention_rate"}
COMPLAINING = {"complaints", "complaint_rate", "complaint_rate_customers"}
GONE = Text(de="Kunden, die im letzten Jahr still wurden", en="customers who went quiet within the last year")


def look(situation: Situation) -> Iterator[Advice]:
    fewer = [one for one in found_in(situation, {"trend", "level_shift"}, COMPLAINING, good=True) if one.until is None]
    for one in worsened(situation, LEAVING):
        along = [other for other in fewer if other.dims in ({}, one.dims)]
        if not along:
            continue
        gone = situation.level(LEVER, one.dims)
        yield Advice(
            dims=one.dims,
            findings=[one.id, along[0].id],
            gap=gap_of(one) if one.metric == LEVER else None,
            affected=Affected(gone.numerator or 0.0 if gone else 0.0, GONE),
            figures=figures_of(one) | {"fewer": Figure(along[0].sentence, "text")},
        )
        return


LEFT = Found("l1", "level_shift", LEVER, 0.05, "ratio", since=date(2026, 2, 1), low=0.02, high=0.08, good=False)
FEWER = Found("l2", "trend", "complaint_rate", -9.0, "per_thousand", since=date(2026, 1, 1), good=True)

RULE = Rule(
    title=Text(de="Beschwerden leicht machen und nachfragen", en="Make complaining easy, and ask"),
    pattern=Text(
        de="Die Beschwerden gehen zurück, während mehr Kunden abwandern",
        en="complaints fall while more customers leave",
    ),
    guard=Text(
        de="nicht, wenn weniger Beschwerden mit mehr Treue einhergehen: Dann sind es gute Nachrichten",
        en="not where fewer complaints go along with more loyalty: then it is good news",
    ),
    problem=Text(de="{finding} Zugleich: {fewer}", en="{finding} At the same time: {fewer}"),
    diagnosis=Text(
        de="Beides zugleich passt zu stiller Unzufriedenheit: Wer nicht mehr hofft, dass sich etwas ändert, beschwert "
        "sich nicht, sondern geht. Bewiesen ist das nicht; fragen schafft Klarheit.",
        en="Both at once fit silent discontent: who no longer hopes for change does not complain but leaves. That is "
        "not proven; asking brings clarity.",
    ),
    action=Text(
        de="Die Leitung Kundendienst prüft bis Ende der Woche jeden Beschwerdeweg selbst (Telefon, E-Mail, Formular) "
        "und nimmt Hürden weg. Ab nächstem Monat geht nach Lieferung und Anliegen eine Kurzumfrage hinaus. Erster "
        "Schritt: 30 der still gewordenen Kunden ({count} im letzten Jahr) anrufen und nach dem Grund fragen.",
        en="By the end of the week the head of customer service tries every way to complain (phone, e-mail, form) and "
        "removes hurdles. From next month a short survey follows each delivery and request. First step: call 30 of the "
        "customers who went quiet ({count} within the last year) and ask why.",
    ),
    kind="process",
    lever=LEVER,
    effort="S",
    grade="J",
    source="ISO 10002:2018",
    owner=Text(de="Leitung Kundendienst", en="Head of customer service"),
    check=Check(
        LEVER,
        ("before_after", "interrupted_time_series"),
        26,
        Text(
            de="Abwanderung derer, die sich beschwert haben, gegen die der übrigen; mehr Beschwerden sind zunächst ein "
            "Erfolg",
            en="leaving of those who complained against the others; more complaints are a success at first",
        ),
    ),
    guardrails=("first_response_time", "survey_response_rate"),
    look=look,
    fires=Example(findings=[LEFT, FEWER], levels={(LEVER, (), 0): Level(0.3, 4000, 0.28, 0.32, 1200, 4000)}),
    silent=Example(findings=[FEWER]),
    needs=("ticket",),
)
