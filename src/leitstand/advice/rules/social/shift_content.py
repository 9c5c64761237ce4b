"""One kind of post works far better on a platform, or content has lost its appeal: make more of what works."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.findings import found_in, gap_of, number, words, worsened
from leitstand.advice.reading.segments import exact
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "er_reach"
REACH = {"reach_per_post", "reach"}
POSTS = Text(de="Beiträge im Jahr auf dieser Plattform", en="posts a year on this platform")


def look(situation: Situation) -> Iterator[Advice]:
    better = found_in(situation, {"content_fit"}, {LEVER}, good=True)
    for one in better:
        platform = situation.level(LEVER, {"platform": one.dims["platform"]})
        gap = _gap(one, platform)
        if platform is not None and gap is not None:
            more = Text(
                de=f"Mehr „{words(one, 'kind').de}“ auf {words(one, 'platform').de}.",
                en=f"More '{words(one, 'kind').en}' on {words(one, 'platform').en}.",
            )
            yield _advice(one, gap, platform, more)
    unseen = [one.dims for one in worsened(situation, REACH)]
    for one in exact(worsened(situation, {LEVER})):
        posts = situation.level(LEVER, one.dims)
        if posts is not None and not any(dims in ({}, one.dims) for dims in unseen):
            yield _advice(
                one, gap_of(one), posts, Text(de="Themen und Formate wechseln.", en="Change topics and formats.")
            )


def _gap(one: Found, platform: Level | None) -> Gap | None:
    """What the platform's rate would gain if all its posts were of this kind: share of the other posts × distance."""
    rate = number(one, "rate")
    if platform is None or not one.low or not one.high or one.low <= 1 or rate <= platform.value:
        return None
    others = rate / one.effect
    rest = (rate - platform.value) / (rate - others)
    return Gap(rest * (rate - others), rest * (rate - rate / one.low), rest * (rate - rate / one.high), "own_segment")


def _advice(one: Found, gap: Gap, posts: Level, more: Text) -> Advice:
    return Advice(
        dims=one.dims,
        findings=[one.id],
        gap=gap,
        affected=Affected(posts.n, POSTS),
        figures={
            "finding": Figure(one.sentence, "text"),
            "more": Figure(more, "text"),
            "now": Figure(posts.value, "ratio"),
        },
        lever_dims={name: cell for name, cell in one.dims.items() if name == "platform"},
    )


REELS = Found(
    "i1", "content_fit", LEVER, 2.9, "quotient", {"platform": "instagram", "content_type": "reel"},
    since=date(2024, 7, 1), low=2.6, high=3.2, good=True,
    figures={"platform": "Instagram", "kind": "reel", "rate": 0.093, "posts": 65},
)  # fmt: skip
DULLER = Found("i2", "trend", LEVER, -0.01, "ratio", since=date(2026, 1, 1), low=-0.015, high=-0.005, good=False)

RULE = Rule(
    title=Text(de="Mehr von dem veröffentlichen, was wirkt", en="Publish more of what works"),
    pattern=Text(
        de="Eine Art von Beitrag erreicht auf einer Plattform gesichert mehr Interaktion, oder die Interaktion je "
        "erreichter Person sinkt bei gleicher Reichweite",
        en="one kind of post surely gets more interaction on a platform, or interaction per person reached falls at "
        "the same reach",
    ),
    guard=Text(
        de="nicht, wenn zugleich die Reichweite sinkt: Dann ist zuerst die Verbreitung zu prüfen",
        en="not where reach falls as well: then check the distribution first",
    ),
    problem=Text(
        de="{finding} Alle Beiträge zusammen erreichen dort {now}.",
        en="{finding} All posts together reach {now} there.",
    ),
    diagnosis=Text(
        de="Der Unterschied ist zwischen den Beiträgen gemessen, nicht ausgelost: Gute Themen können in einer Form "
        "erzählt worden sein. Wer mehr davon veröffentlicht, erreicht selten ganz dieselbe Quote.",
        en="The difference is measured between posts, not by lot: good topics may have been told in one form. Who "
        "publishes more of it seldom reaches quite the same rate.",
    ),
    action=Text(
        de="{more} Das Social-Media-Team verdoppelt deren Anteil für acht Wochen, wechselt wochenweise mit dem "
        "bisherigen Plan und antwortet auf Kommentare binnen Stunden; Beiträge mit Link sagen, was der Klick bringt. "
        "Erster Schritt: für die nächsten zwei Wochen je Thema eine Fassung dieser Art einplanen.",
        en="{more} The social media team doubles their share for eight weeks, alternates with the present plan by week "
        "and answers comments within hours; posts with a link say what the click brings. First step: plan one version "
        "of this kind per topic for the next two weeks.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="B",
    source="Kaushik (2011); Kohavi, Tang & Xu (2020)",
    owner=Text(de="Social-Media-Team", en="Social media team"),
    check=Check(
        LEVER,
        ("ab_test", "interrupted_time_series"),
        8,
        Text(
            de="Wochen im Wechsel, Quote aller Beiträge der Plattform; über alle Themen gemeinsam korrigiert",
            en="alternating weeks, rate of all posts of the platform; corrected over all topics",
        ),
    ),
    guardrails=("reach_per_post", "social_ctr"),
    look=look,
    fires=Example(findings=[REELS], levels={(LEVER, (("platform", "instagram"),), 0): Level(0.048, 99, 0.041, 0.055)}),
    silent=Example(
        findings=[DULLER, Found("i3", "trend", "reach_per_post", -500.0, "people", good=False)],
        levels={(LEVER, (), 0): Level(0.03, 300, 0.027, 0.033)},
    ),
    needs=("social_post_snapshot",),
)
