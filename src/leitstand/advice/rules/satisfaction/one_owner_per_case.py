"""People need several contacts until they are helped, and it wears them out: one person sees each case through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.levels import between, bounds
from leitstand.advice.reading.segments import exact
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "fcr"
FELT = {"ces", "ces2_share", "csat_share", "dissatisfied_share"}


def look(situation: Situation) -> Iterator[Advice]:
    solved = exact(worsened(situation, {LEVER}))
    for one in solved:
        level = situation.level(LEVER, one.dims)
        if level is not None:
            yield _advice(one, level, gap_of(one), [one.id])
    now, then = situation.level(LEVER), situation.level(LEVER, before=12)
    if solved or now is None or then is None or bounds(now)[1] >= bounds(then)[0]:
        return
    for one in worsened(situation, FELT)[:1]:
        yield _advice(one, now, between(now, then, "own_period"), [one.id])


def _advice(one: Found, level: Level, gap: Gap, findings: list[str]) -> Advice:
    again = Affected(
        round((1 - level.value) * level.n),
        Text(de="Anliegen im Jahr mit mehr als einem Kontakt", en="requests a year that took more than one contact"),
    )
    dims = one.dims if one.metric == LEVER else {}
    return Advice(dims, findings, gap, again, figures_of(one) | {"solved": Figure(level.value, "ratio")})


FELL = Found("f1", "level_shift", LEVER, -0.08, "ratio", {"team": "Service"}, since=date(2026, 1, 1), low=-0.11,
             high=-0.05, good=False)  # fmt: skip

RULE = Rule(
    title=Text(de="Jeden Fall bei einer Person lassen", en="Leave each case with one person"),
    pattern=Text(
        de="Weniger Anliegen werden beim ersten Kontakt gelöst, oder Aufwand und Zufriedenheit werden schlechter und "
        "die Erstlösungsquote ist zugleich gesunken",
        en="fewer requests are solved at the first contact, or effort and satisfaction get worse while first contact "
        "resolution has fallen",
    ),
    guard=Text(
        de="nicht, wenn nur die Wartezeit gestiegen ist und die Erstlösungsquote gehalten hat",
        en="not where only waiting has grown and first contact resolution has held",
    ),
    problem=Text(
        de="{finding} Beim ersten Kontakt gelöst werden zurzeit {solved} der Anliegen.",
        en="{finding} At present {solved} of the requests are solved at the first contact.",
    ),
    diagnosis=Text(
        de="Mehrfaches Nachfragen geht mit Unzufriedenheit einher. Häufige Ursachen sind Weiterleitungen, zu enge "
        "Befugnisse und Antworten, die die nächste Frage offen lassen; welche es hier ist, zeigt eine Stichprobe.",
        en="Asking again and again goes along with discontent. Frequent causes are hand-overs, too little authority "
        "and answers that leave the next question open; a sample shows which it is here.",
    ),
    action=Text(
        de="Die Leitung Kundendienst liest bis Ende nächster Woche 50 Anliegen mit mehreren Kontakten und notiert den "
        "Grund. Danach übernimmt in einem ersten Team jede Person ihre Fälle bis zum Abschluss, erhält einen "
        "Kulanzrahmen und ergänzt Antwortbausteine um die nächste Frage; nach acht Wochen folgen die übrigen Teams.",
        en="By the end of next week the head of customer service reads 50 requests with several contacts and notes "
        "why. Then in a first team everybody sees their cases through, gets a goodwill budget and adds the next "
        "question to reply templates; after eight weeks the other teams follow.",
    ),
    kind="restructuring",
    lever=LEVER,
    effort="M",
    grade="B",
    source="Dixon, Freeman & Toman (2010); SQM Group",
    owner=Text(de="Leitung Kundendienst", en="Head of customer service"),
    check=Check(
        LEVER,
        ("difference_in_differences", "interrupted_time_series"),
        12,
        Text(
            de="Teams nacheinander umstellen, je Team verglichen",
            en="teams switch one after the other and are compared",
        ),
    ),
    guardrails=("first_response_time", "backlog", "dissatisfied_share"),
    look=look,
    fires=Example(
        findings=[FELL],
        levels={(LEVER, (("team", "Service"),), 0): Level(0.52, 3000, 0.50, 0.54)},
    ),
    silent=Example(
        findings=[Found("c1", "trend", "csat_share", -0.05, "ratio", since=date(2026, 1, 1), good=False)],
        levels={(LEVER, (), 0): Level(0.55, 3000, 0.53, 0.57), (LEVER, (), 12): Level(0.56, 3000, 0.54, 0.58)},
    ),
    needs=("ticket",),
)
