"""Where fewer and fewer people answer surveys: ask less, at a better moment, and say what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.segments import exact
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "survey_response_rate"
LEAST = 100
"""Invitations below which a falling rate says little."""


def look(situation: Situation) -> Iterator[Advice]:
    for one in exact(worsened(situation, {LEVER})):
        asked = situation.level(LEVER, one.dims)
        if asked is None or asked.n < LEAST:
            continue
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=gap_of(one),
            affected=Affected(asked.n, Text(de="Einladungen im Jahr", en="invitations a year")),
            figures=figures_of(one) | {"rate": Figure(asked.value, "ratio")},
        )


FELL = Found(
    "s1", "trend", LEVER, -0.16, "ratio", since=date(2025, 11, 1), low=-0.21, high=-0.11, good=False,
    sentence=Text(de="Rücklaufquote: fallend seit 11/2025.", en="Survey response rate: falling since 2025-11."),
)  # fmt: skip

RULE = Rule(
    title=Text(de="Umfrage kürzen und besser abpassen", en="Shorten the survey and time it better"),
    pattern=Text(de="Die Rücklaufquote sinkt anhaltend", en="the response rate keeps falling"),
    guard=Text(de=f"nur ab {LEAST} Einladungen im Jahr", en=f"only from {LEAST} invitations a year on"),
    problem=Text(
        de="{finding} Im Mittel der letzten zwölf Monate antworten {rate}.",
        en="{finding} On average over the last twelve months {rate} answer.",
    ),
    diagnosis=Text(
        de="Woran es liegt, sagen die Zahlen nicht: Häufig gehen zu viele oder zu lange Befragungen damit einher, oder "
        "die Antworten blieben ohne Folge. Wer noch antwortet, ist womöglich nicht mehr typisch; Zufriedenheitswerte "
        "sind deshalb mit Vorsicht zu lesen.",
        en="The numbers do not say why: often too many or too long surveys go along with it, or answers had no "
        "consequence. Those who still answer may not be typical; read satisfaction scores with care.",
    ),
    action=Text(
        de="Die Marktforschung kürzt bis zum Monatsende auf höchstens drei Fragen, fragt jede Person höchstens einmal "
        "im Quartal und verschickt binnen zwei Tagen nach dem Anlass. Erster Schritt: die Hälfte der Einladungen der "
        "nächsten vier Wochen auslosen und in Kurzform senden. Danach in jeder Einladung einen Satz, was sich wegen "
        "der Antworten geändert hat.",
        en="By the end of the month market research cuts the survey to three questions at most, asks nobody more than "
        "once a quarter and sends it within two days of the occasion. First step: draw half of the invitations of the "
        "next four weeks by lot and send the short form. From then on every invitation says in one sentence what has "
        "changed because of the answers.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="J",
    source="ISO 10004:2018",
    owner=Text(de="Marktforschung", en="Market research"),
    check=Check(
        LEVER,
        ("ab_test", "interrupted_time_series"),
        8,
        Text(de="Kurzform gegen bisherige Form, ausgelost", en="short form against the present one, by lot"),
    ),
    guardrails=("csat_share", "nps"),
    look=look,
    fires=Example(findings=[FELL], levels={(LEVER, (), 0): Level(0.23, 14000, 0.22, 0.24)}),
    silent=Example(findings=[FELL], levels={(LEVER, (), 0): Level(0.23, 40, 0.12, 0.38)}),
    needs=("survey_invite",),
)
