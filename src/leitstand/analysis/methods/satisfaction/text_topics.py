"""Looks what customers write about, and which topics come up more or less often than they did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Money, MoneyKind, Sight, TooLittle
from leitstand.analysis.satisfaction.growth import Growth, growth
from leitstand.analysis.satisfaction.topics import LEAST_PERSONS, LEAST_TEXTS, Topics, by_month, topics
from leitstand.analysis.satisfaction.voices import VOICES, Voice, spoken
from leitstand.foundation.period import add_months
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

MONTHS, YEAR = 36, 12
CLEAR, LEAST_DIFFERENCE = 1.25, 0.01
"""The ratio, or its inverse, and the difference of the shares from which on a change is worth a word."""
NAMED = 3
COSTS: dict[str, tuple[MoneyKind, Text]] = {
    "ticket_event": ("gross_margin", Text(de="Kulanz", en="goodwill")),
    "refund": ("revenue", Text(de="Erstattungen", en="refunds")),
}


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    end = (sight.as_of + timedelta(days=1)).replace(day=1)
    year = add_months(end, -YEAR)
    for voice in VOICES:
        said = spoken(voice, sight.rows, sight.texts, add_months(end, -MONTHS), end)
        if said.empty:
            continue
        found = topics(said.text.tolist(), said.person.to_numpy())
        if found is None:
            what = Text(de=f"Texte ({voice.title.de})", en=f"texts ({voice.title.en})")
            yield TooLittle(voice.metric, {}, what, LEAST_TEXTS, len(said))
        elif found.topics:
            yield from _told(voice, said, found, year)


def _told(voice: Voice, said: pd.DataFrame, found: Topics, year: date) -> Iterator[Candidate]:
    last = (said.day >= str(year)).to_numpy()
    costs = [float(said.cost[last & (found.of_text == place)].sum()) for place in range(len(found.topics))]
    of_year = [len(set(said.person[last & (found.of_text == place)])) for place in range(len(found.topics))]
    shown = [place for place, people in enumerate(of_year) if people >= LEAST_PERSONS]
    if shown:
        yield _overview(voice, found, last, costs, shown)
    months = by_month(said.day, said.person.to_numpy(), found.of_text, len(found.topics))
    for place in range(len(found.topics)):
        change = growth(months[place].to_numpy(), months["all"].to_numpy())
        if change is not None:
            yield _growth(voice, found.topics[place].name, change, months.rename(columns={place: "own"}), costs[place])


def _overview(voice: Voice, found: Topics, last: np.ndarray, costs: Sequence[float], shown: Sequence[int]) -> Candidate:
    sizes = np.bincount(found.of_text[last] + 1, minlength=len(found.topics) + 1)[1:]
    order = sorted(shown, key=lambda place: -sizes[place])
    names, shares = [found.topics[place].name for place in order], [float(sizes[at] / last.sum()) for at in order]
    named = Text(
        de="; ".join(f"„{name}“" for name in names[:NAMED]), en="; ".join(f"'{name}'" for name in names[:NAMED])
    )
    return Candidate(
        type="text_topics",
        metric=voice.metric,
        effect=sum(shares[:NAMED]),
        unit="ratio",
        figures={
            "source": Figure(voice.title, "text"),
            "texts": Figure(int(last.sum()), "count"),
            "named": Figure(named, "text"),
        },
        evidence=Evidence(
            "bars",
            {
                "label": names,
                "value": shares,
                "low": [None] * len(order),
                "high": [None] * len(order),
                "n": [int(sizes[place]) for place in order],
            },
            "ratio",
            Text(de="Anteil an den Texten der letzten zwölf Monate", en="Share of the texts of the last twelve months"),
        ),
        drivers=_costly(voice, names, [costs[place] for place in order]),
        unchecked=[Text(de="ob Lob oder Tadel gemeint ist", en="whether praise or blame is meant")],
        matter=f"topics of {voice.table}",
    )


def _costly(voice: Voice, names: Sequence[str], costs: Sequence[float]) -> list[Driver]:
    """What the topics cost in the last twelve months, the costliest first."""
    if voice.table not in COSTS:
        return []
    word = COSTS[voice.table][1]
    return [
        Driver(Text(de=f"{word.de}: {name}", en=f"{word.en}: {name}"), cost, "currency", "made_up_of", voice.metric)
        for cost, name in sorted(zip(costs, names, strict=True), reverse=True)
        if cost > 0
    ]


def _growth(voice: Voice, name: str, change: Growth, months: pd.DataFrame, cost: float) -> Candidate:
    shares = months.own / months["all"].where(months["all"] >= LEAST_PERSONS)
    return Candidate(
        type="topic_growth",
        metric=voice.metric,
        effect=change.difference,
        unit="ratio",
        low=change.low,
        high=change.high,
        p=change.p,
        figures={
            "source": Figure(voice.title, "text"),
            "topic": Figure(name, "text"),
            "before": Figure(change.before, "ratio"),
            "now": Figure(change.now, "ratio"),
            "times": Figure(change.ratio, "quotient"),
            "times_low": Figure(change.ratio_low, "quotient"),
            "times_high": Figure(change.ratio_high, "quotient"),
            "people": Figure(change.people, "count"),
        },
        evidence=Evidence(
            "series",
            {
                "day": [month.start_time.date().isoformat() for month in months.index],
                "value": [None if np.isnan(share) else float(share) for share in shares],
            },
            "ratio",
            Text(de="Anteil derer, die darüber schreiben, je Monat", en="Share of writers who write on it, by month"),
        ),
        unchecked=[
            Text(
                de="ob jetzt andere Kunden schreiben oder anders gefragt wird",
                en="whether other customers write now, or are asked differently",
            )
        ],
        money=_money(voice, change, cost),
        matter=f"topic of {voice.table}: {name}",
        worth_saying=max(change.ratio, 1 / change.ratio) >= CLEAR and abs(change.difference) >= LEAST_DIFFERENCE,
    )


def _money(voice: Voice, change: Growth, cost: float) -> Money | None:
    """What the topic cost in the last twelve months more, or less, than at its former share."""
    if voice.table not in COSTS or cost <= 0:
        return None
    more, high, low = (-cost * (1 - 1 / ratio) for ratio in (change.ratio, change.ratio_low, change.ratio_high))
    return Money(more, COSTS[voice.table][0], low, high)


METHOD = Method(
    title=Text(de="Themen in Texten", en="Topics of texts"),
    question=Text(
        de="Worüber schreiben Kundinnen und Kunden, und worüber mehr als früher?",
        en="What do customers write about, and what more than before?",
    ),
    formula="tf–idf of stems (German, English; compounds count as their parts), non-negative matrix factorisation with "
    "the number of topics of best coherence; share of writers in the last 12 months against the whole years before: "
    "Student's t with dispersion and autocorrelation of the months, and Fisher's exact test, the larger p",
    misleads=Text(
        de="wenn ein Wort Verschiedenes meint oder eine Umfrage neu gefragt wird",
        en="where a word means different things, or a survey asks anew",
    ),
    reference="Lee & Seung (1999); Röder et al. (2015); Fisher (1935)",
    finds=("text_topics", "topic_growth"),
    look=look,
)
