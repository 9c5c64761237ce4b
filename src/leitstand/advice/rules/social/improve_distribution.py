"""Posts reach fewer people while those reached react as before: repair the distribution, leave the content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import gap_of, worsened
from leitstand.advice.reading.levels import way_back
from leitstand.advice.reading.segments import exact
from leitstand.foundation.text import Text

LEVER = "reach_per_post"
SEEN = {LEVER, "reach", "impressions", "post_impressions"}


def look(situation: Situation) -> Iterator[Advice]:
    duller = [one.dims for one in worsened(situation, {"er_reach"})]
    for one in exact(worsened(situation, SEEN)):
        posts = situation.level(LEVER, one.dims)
        gap = gap_of(one) if one.metric == LEVER else way_back(situation, LEVER, one.dims)
        if posts is None or gap is None or any(dims in ({}, one.dims) for dims in duller):
            continue
        yield Advice(
            dims=one.dims,
            findings=[one.id],
            gap=gap,
            affected=Affected(posts.n, Text(de="Beiträge im Jahr", en="posts a year")),
            figures=figures_of(one),
        )


FELL = Found("r1", "level_shift", LEVER, -900.0, "people", {"platform": "facebook"}, since=date(2026, 4, 1),
             low=-1300.0, high=-500.0, good=False)  # fmt: skip
POSTS: dict[Any, Level] = {(LEVER, (("platform", "facebook"),), 0): Level(1800.0, 100, 1600.0, 2000.0)}

RULE = Rule(
    title=Text(de="Verbreitung der Beiträge verbessern", en="Improve the distribution of posts"),
    pattern=Text(
        de="Beiträge erreichen weniger Menschen als früher, die Interaktion der Erreichten ist unverändert",
        en="posts reach fewer people than before while those reached interact as before",
    ),
    guard=Text(
        de="nicht, wenn auch die Interaktion je erreichter Person sinkt: Dann liegt es am Inhalt",
        en="not where interaction per person reached falls too: then it is the content",
    ),
    problem=Text(de="{finding}", en="{finding}"),
    diagnosis=Text(
        de="Weniger Interaktionen bestehen hier aus weniger Reichweite, nicht aus schwächeren Inhalten. Oft hat die "
        "Plattform ihre Auswahl geändert; das lässt sich nicht prüfen, nur ausprobieren.",
        en="Fewer interactions are made up of less reach here, not of weaker content. Often the platform has changed "
        "its selection; that cannot be checked, only tried.",
    ),
    action=Text(
        de="Das Social-Media-Team verteilt Beiträge ab Montag auf andere Uhrzeiten, nutzt öfter die Formate, die die "
        "Plattform bevorzugt, und unterstützt jeden zweiten Beitrag mit kleinem Werbebetrag. Erster Schritt: Plan für "
        "acht Wochen, in dem Uhrzeit und Unterstützung ausgelost sind. Texte und Themen bleiben.",
        en="From Monday the social media team spreads posts over other times, uses formats the platform favours more "
        "often and supports every second post with a small budget. First step: a plan for eight weeks in which time "
        "and support are drawn by lot. Texts and topics stay.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="B",
    source="Sun (1998); Kaushik (2011)",
    owner=Text(de="Social-Media-Team", en="Social media team"),
    check=Check(
        LEVER,
        ("ab_test", "interrupted_time_series"),
        8,
        Text(
            de="Reichweite je Beitrag, Uhrzeit und Unterstützung ausgelost",
            en="reach per post, time and support by lot",
        ),
    ),
    guardrails=("er_reach", "social_ctr"),
    look=look,
    fires=Example(findings=[FELL], levels=POSTS),
    silent=Example(
        findings=[FELL, Found("r2", "trend", "er_reach", -0.01, "ratio", {"platform": "facebook"}, good=False)],
        levels=POSTS,
    ),
    needs=("social_post_snapshot",),
)
