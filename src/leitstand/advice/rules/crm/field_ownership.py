"""Fields that numbers hang on are empty, wrong or late: give each an owner, and ask for it when it is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, number, words, worsened
from leitstand.advice.reading.segments import exact
from leitstand.analysis.contract import Dims, Figure
from leitstand.foundation.text import Text

LEVER = "completeness"
FIELDS = {LEVER, "validity", "capture_lag", "capture_lag_p90", "freshness", "reconciliation_gap"}
MUCH = {"wrong_number": 0.01, "incomplete": 0.10}
"""Severity of a check → share of rows that surely fail it from which on the field needs an owner (own judgement)."""
ROWS = Text(de="Zeilen mit Mangel", en="rows at fault")


def look(situation: Situation) -> Iterator[Advice]:
    for one in exact(worsened(situation, FIELDS)):
        level = situation.level(one.metric, one.dims)
        missing = round((1 - level.value) * level.n) if level and one.metric == LEVER else 0
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=gap_of(one) if one.metric == LEVER else None,
            affected=Affected(missing, ROWS),
            figures={"finding": figures_of(one)["finding"], "what": figures_of(one)["metric"]},
        )
    for one in found_in(situation, {"records_in_doubt"}, good=False):
        severity = words(one, "severity").en
        if one.low is None or one.high is None or one.low < MUCH.get(severity, 1.0):
            continue
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=gap_of(one, -1.0) if one.metric == LEVER else None,  # fewer at fault: more complete
            affected=Affected(number(one, "failed"), ROWS),
            figures={"finding": Figure(one.sentence, "text"), "what": Figure(words(one, "check"), "text")},
            lever_dims=_followed(situation, one),
        )


def _followed(situation: Situation, one: Found) -> Dims:
    """Where the metric can be followed: in the field that the check is about, else in all of them."""
    field = {"object": words(one, "table").en, "field": words(one, "field").en}
    return field if situation.level(one.metric, field) else {}


FELL = Found("q1", "level_shift", LEVER, -0.12, "ratio", {"field": "phone"}, since=date(2026, 4, 1), low=-0.15,
             high=-0.09, good=False)  # fmt: skip
MILD = Found("q2", "records_in_doubt", LEVER, 0.07, "ratio", {"rule": "customer_without_mail"}, low=0.067, high=0.072,
             good=False, figures={"severity": "incomplete", "failed": 2400, "check": "mail"})  # fmt: skip

RULE = Rule(
    title=Text(de="Für jedes wichtige Feld eine Zuständigkeit festlegen", en="Give each important field an owner"),
    pattern=Text(
        de="Vollständigkeit, Gültigkeit oder Erfassungsverzug haben sich verschlechtert, oder viele Zeilen machen "
        "Zahlen falsch oder unvollständig",
        en="completeness, validity or capture lag got worse, or many rows make numbers wrong or incomplete",
    ),
    guard=Text(
        de="nicht bei kleinen Anteilen; Felder ohne Bezug zu einer Kennzahl zählen nicht",
        en="not for small shares; fields that feed no metric do not count",
    ),
    problem=Text(de="{finding}", en="{finding}"),
    diagnosis=Text(
        de="Felder ohne Zuständigkeit verwahrlosen: Wer sie füllt, hat meist nichts davon, und niemand merkt den "
        "Fehler. Zahlen, die daran hängen, sind bis dahin mit Vorsicht zu lesen.",
        en="Fields without an owner decay: who fills them mostly gains nothing, and nobody notices the fault. Numbers "
        "that hang on them are to be read with care until then.",
    ),
    action=Text(
        de="Die CRM-Leitung benennt bis Freitag für „{what}“ eine zuständige Person, macht das Feld beim Wechsel der "
        "Stufe zur Pflicht (nicht bei der Anlage), prüft es beim Einlesen und streicht dafür ein ungenutztes Feld. "
        "Erster Schritt: jeden Montag eine Liste der Mängel an die Teams.",
        en="By Friday the head of CRM names an owner for '{what}', makes the field mandatory at the change of stage "
        "(not at creation), checks it at import and removes an unused field in return. First step: a list of faults to "
        "the teams every Monday.",
    ),
    kind="process",
    lever=LEVER,
    effort="M",
    grade="B",
    source="DAMA UK (2013)",
    owner=Text(de="CRM-Leitung", en="Head of CRM"),
    check=Check(
        LEVER,
        ("difference_in_differences", "interrupted_time_series"),
        9,
        Text(
            de="Mängel je Woche; Teams mit und ohne neue Regel",
            en="faults by week; teams with and without the new rule",
        ),
    ),
    guardrails=("adoption_rate", "capture_lag"),
    look=look,
    fires=Example(findings=[FELL]),
    silent=Example(findings=[MILD]),
    comes_first=True,
)
