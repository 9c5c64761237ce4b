"""Looks at what kinds of posts, topics and weekdays work on which platform."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leitstand.analysis.contract import Candidate, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.digital.content import LEAST_POSTS, Fit, fits
from leitstand.foundation.text import Text

METRIC = "er_reach"
TRAITS = {"content_type": "social_post.content_type", "topic": "social_post.topic", "weekday": "weekday"}
"""Dimension → column of social_post_result."""
CLEAR = 1.25
"""The ratio, or its inverse, from which on it is worth a word."""


PLATFORMS = {"linkedin": "LinkedIn", "tiktok": "TikTok", "youtube": "YouTube"}
WEEKDAYS = (
    Text(de="Montag", en="Monday"),
    Text(de="Dienstag", en="Tuesday"),
    Text(de="Mittwoch", en="Wednesday"),
    Text(de="Donnerstag", en="Thursday"),
    Text(de="Freitag", en="Friday"),
    Text(de="Samstag", en="Saturday"),
    Text(de="Sonntag", en="Sunday"),
)


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    columns = ["platform", "published_on", "reach_unique", "interactions", *TRAITS.values()]
    posts = sight.rows("social_post_result", columns)
    posts = posts.rename(columns={column: name for name, column in TRAITS.items()} | {"reach_unique": "reach"})
    for trait in TRAITS:
        found = list(fits(posts, trait, None if trait == "content_type" else "content_type"))
        for one in found:
            yield _candidate(trait, one, [other for other in found if other.kind == one.kind and other is not one])
        if not found and len(posts):
            what = Text(de="Beiträge je Art und Plattform", en="posts per kind and platform")
            yield TooLittle(METRIC, {}, what, LEAST_POSTS, int(posts.groupby(["platform", trait]).size().max()))


def _candidate(trait: str, one: Fit, elsewhere: Sequence[Fit]) -> Candidate:
    cells = [one, *elsewhere]
    only = bool(elsewhere) and all(other.low <= 1 <= other.high for other in elsewhere)
    return Candidate(
        type="content_fit",
        metric=METRIC,
        dims={"platform": one.platform, trait: one.kind},
        effect=one.ratio,
        low=one.low,
        high=one.high,
        unit="quotient",
        since=one.since,
        p=one.p,
        figures={
            "platform": Figure(PLATFORMS.get(one.platform, one.platform.capitalize()), "text"),
            "kind": Figure(WEEKDAYS[int(one.kind) - 1] if trait == "weekday" else one.kind, "text"),
            "rate": Figure(one.rate, "ratio"),
            "posts": Figure(one.posts, "count"),
            "only": Figure(Text(de=", nur dort", en=", only there") if only else Text(de="", en=""), "text"),
        },
        evidence=Evidence(
            "matrix",
            {
                "row": [cell.kind for cell in cells],
                "column": [cell.platform for cell in cells],
                "value": [cell.rate for cell in cells],
                "n": [cell.posts for cell in cells],
            },
            "ratio",
            Text(de="Interaktionen je erreichter Person", en="Interactions per person reached"),
        ),
        unchecked=[Text(de="ob die Themen der Beiträge gleich gut waren", en="whether the subjects were as good")],
        good=one.ratio > 1,
        matter=f"{trait} {one.kind} on {one.platform}",
        worth_saying=max(one.ratio, 1 / one.ratio) >= CLEAR,
    )


METHOD = Method(
    title=Text(de="Inhalte nach Plattform", en="Content by platform"),
    question=Text(
        de="Welche Beiträge wirken auf welcher Plattform?", en="Which kinds of posts work on which platform?"
    ),
    formula="Student's t on log((interactions + ½) / reach) of posts of a kind against the others on the platform "
    "since the first of the kind, the surest kind first; topics and weekdays within the same content type",
    misleads=Text(
        de="wenn gute Themen in einer Form erzählt werden: die Form ist dann nicht der Grund",
        en="where good subjects are told in one form: the form is not the reason then",
    ),
    reference="Student (1908)",
    finds=("content_fit",),
    look=look,
    needs=("social_post_snapshot",),
)
