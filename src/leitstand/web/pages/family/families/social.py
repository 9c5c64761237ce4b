"""Social media: audience, activity and engagement apart from each other, and which content works on which channel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.registry import find
from leitstand.reporting.charts.contract import Chart
from leitstand.web.cards import cards
from leitstand.web.company import Company, fitting
from leitstand.web.naming import value_name
from leitstand.web.pages.family.contract import Family, Part, Piece
from leitstand.web.pages.family.making import beside, found_chart, quiet
from leitstand.web.state import State, written

BLOCKS = (
    (Text(de="Publikum", en="Audience"), ("followers", "follower_growth", "follower_growth_rate", "reach")),
    (Text(de="Aktivität", en="Activity"), ("posts", "post_impressions", "reach_per_post", "social_answer_rate")),
    (Text(de="Interaktion", en="Engagement"), ("interactions", "er_reach", "er_followers", "er_impressions")),
)
RATES = ("er_reach", "er_impressions", "er_followers")
"""One of them at a time: rates by reach, impressions and followers are not to be compared with each other."""


def blocks(company: Company, state: State) -> Sequence[Piece]:
    """The three blocks; a rate says by what it is taken."""
    return [
        Piece(title, cards=cards(company, state, known))
        for title, metrics in BLOCKS
        if (known := [one for one in metrics if company.has(one)])
    ]


def matrix(company: Company, state: State) -> Sequence[Piece]:
    """Channel × content: engagement by reach, with the number of posts behind each cell."""
    metric = next((one for one in RATES if company.has(one)), "")
    if not metric:
        return []
    period, by = state.period, ["platform", "content_type"]
    found = quiet(lambda: company.values(metric, fitting(metric, period), state.where, by=by, start=period.start,
                                         end=period.end))  # fmt: skip
    cells = [one for one in found or () if one.period.start == period.start]
    known = [one for one in cells if one.value is not None]
    if len(known) < 2:
        return []
    best, title, at = max(known, key=lambda one: one.value or 0.0), find(metric).title, written(period)
    names = [value_name(name, best.dims[name]) for name in by]
    columns: dict[str, Sequence[Any]] = {
        "row": [value_name("content_type", one.dims["content_type"]) for one in cells],
        "column": [value_name("platform", one.dims["platform"]) for one in cells],
        "value": [one.value for one in cells],
        "n": [one.n for one in cells],
    }
    said = Text(
        de=f"{title.de}, {at.de}: am höchsten bei {names[1].de} auf {names[0].de}",
        en=f"{title.en}, {at.en}: highest for {names[1].en} on {names[0].en}",
    )
    note = Text(
        de="n: Beiträge, die dahinterstehen. Wenige sagen wenig; was sicher ist, steht bei den Auffälligkeiten.",
        en="n: posts behind it. Few posts say little; what is sure stands among the findings.",
    )
    return [Piece(None, Chart("matrix", columns, known[0].unit, said), note=note, metric=metric)]


def platforms(company: Company, state: State) -> Sequence[Piece]:
    """Each channel with what it gained and what people did there."""
    found = beside(company, state, "platform", ("interactions", "follower_growth", "er_reach", "social_ctr"))
    return [Piece(None, table=found, metric="interactions")] if found else []


FAMILY = Family(
    by=("platform", "content_type", "topic", "weekday", "campaign"),
    splits=("interactions", "posts", "follower_growth"),
    parts={
        "blocks": Part(
            Text(de="Publikum, Aktivität, Interaktion", en="Audience, activity, engagement"), blocks, wide=True
        ),
        "matrix": Part(
            Text(de="Welche Inhalte auf welchem Kanal wirken", en="Which content works on which channel"), matrix,
            ("er_reach",), Text(de="Beiträge mit Reichweite und Interaktionen", en="Posts with reach and interactions"),
        ),
        "platforms": Part(Text(de="Kanäle", en="Channels"), platforms, ("interactions",), wide=True),
        "fits": Part(
            Text(de="Was davon sicher ist", en="What of it is sure"),
            lambda company, state: found_chart(company, "content_fit")[:2], beside=True,
        ),
    },
)  # fmt: skip
