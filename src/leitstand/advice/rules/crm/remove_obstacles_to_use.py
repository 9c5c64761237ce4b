"""A team uses the CRM less, or notes fewer contacts: find what is in the way and remove it, without ranking people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.levels import way_back
from leitstand.advice.reading.segments import exact
from leitstand.foundation.text import Text

LEVER = "adoption_rate"
USED = {LEVER, "logging_coverage", "won_deals_with_logged_meeting", "action_completion"}
LEAST = 50
"""Weeks of seats below which single absences decide."""


def look(situation: Situation) -> Iterator[Advice]:
    for one in exact(worsened(situation, USED)):
        used = situation.level(one.metric, one.dims)
        if used is None or used.n < LEAST:
            continue
        team = {name: value for name, value in one.dims.items() if name == "team"}
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=gap_of(one) if one.metric == LEVER else way_back(situation, LEVER, team),
            affected=Affected(
                round((1 - used.value) * used.n),
                Text(de="Fälle ohne Nutzung im Jahr", en="cases without use in a year"),
            ),
            figures=figures_of(one),
        )


LESS = Found("u1", "level_shift", LEVER, -0.2, "ratio", {"team": "Vertrieb"}, since=date(2026, 5, 1), low=-0.28,
             high=-0.12, good=False)  # fmt: skip
TEAM = (("team", "Vertrieb"),)

RULE = Rule(
    title=Text(de="Hindernisse der CRM-Nutzung beseitigen", en="Remove what keeps people from using the CRM"),
    pattern=Text(
        de="Ein Team nutzt das CRM weniger als früher oder dokumentiert weniger Kontakte",
        en="a team uses the CRM less than before or notes fewer contacts",
    ),
    guard=Text(
        de="nie für einzelne Personen; nicht bei sehr kleinen Teams; nicht, wenn ein Team schon immer wenig damit "
        "arbeitet",
        en="never for single persons; not for very small teams; not where a team has always used it little",
    ),
    problem=Text(de="{finding}", en="{finding}"),
    diagnosis=Text(
        de="Der Rückgang begann {since}{segment}. Meist steckt ein Hindernis dahinter: doppelte Eingabe, zu viele "
        "Felder, kein eigener Nutzen. Mangelnder Wille ist die seltenere Erklärung.",
        en="The fall began {since}{segment}. Mostly an obstacle is behind it: entering things twice, too many fields, "
        "no own benefit. Lack of will is the rarer explanation.",
    ),
    action=Text(
        de="Die CRM-Leitung informiert den Betriebsrat, sieht bis Ende nächster Woche drei Personen des Teams bei der "
        "Arbeit zu und zählt Schritte je Vorgang. Dann: Felder streichen, E-Mail und Telefon anbinden, eigene Listen "
        "geben; die Teamleitung führt Besprechungen aus dem CRM. Erster Schritt: mit dem Team besprechen, was sich "
        "damals ({since}) änderte.",
        en="The head of CRM informs the works council, watches three people of the team at work by the end of next "
        "week and counts steps per task. Then: remove fields, connect e-mail and phone, give people lists of their "
        "own; the team lead runs meetings from the CRM. First step: talk to the team about what changed {since}.",
    ),
    kind="restructuring",
    lever=LEVER,
    effort="M",
    grade="J",
    source="BAG, 14.9.1984, 1 ABR 23/82",
    owner=Text(de="CRM-Leitung", en="Head of CRM"),
    check=Check(
        LEVER,
        ("difference_in_differences", "interrupted_time_series"),
        12,
        Text(de="Teams nacheinander, nie einzelne Personen", en="teams one after the other, never single persons"),
    ),
    guardrails=("completeness", "first_response_time"),
    look=look,
    fires=Example(findings=[LESS], levels={(LEVER, TEAM, 0): Level(0.7, 350, 0.65, 0.75)}),
    silent=Example(findings=[LESS], levels={(LEVER, TEAM, 0): Level(0.7, 30, 0.5, 0.85)}),
)
