"""Looks what customers wish for in their own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from leitstand.analysis.contract import Candidate, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.satisfaction.topics import LEAST_TEXTS
from leitstand.analysis.satisfaction.voices import VOICES, Voice, spoken
from leitstand.analysis.satisfaction.wishes import Wishes, wishes
from leitstand.foundation.period import add_months
from leitstand.foundation.text import Text


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    end = (sight.as_of + timedelta(days=1)).replace(day=1)
    for voice in VOICES:
        said = spoken(voice, sight.rows, sight.texts, add_months(end, -12), end)
        if 0 < len(said) < LEAST_TEXTS:
            what = Text(de=f"Texte eines Jahres ({voice.title.de})", en=f"texts of a year ({voice.title.en})")
            yield TooLittle(voice.metric, {}, what, LEAST_TEXTS, len(said))
        elif len(said):
            found = wishes(said.text.tolist(), said.person.to_numpy())
            if found is not None and found.words:
                yield _candidate(voice, found, len(said))


def _candidate(voice: Voice, found: Wishes, texts: int) -> Candidate:
    words = found.words
    return Candidate(
        type="product_wish",
        metric=voice.metric,
        effect=found.texts / texts,
        unit="ratio",
        figures={
            "source": Figure(voice.title, "text"),
            "wishing": Figure(found.texts, "count"),
            "texts": Figure(texts, "count"),
            "words": Figure(
                Text(
                    de=", ".join(f"„{one.word}“ ({one.persons})" for one in words),
                    en=", ".join(f"'{one.word}' ({one.persons})" for one in words),
                ),
                "text",
            ),
        },
        evidence=Evidence(
            "bars",
            {
                "label": [one.word for one in words],
                "value": [one.persons for one in words],
                "low": [None] * len(words),
                "high": [None] * len(words),
            },
            "people",
            Text(de="Personen, die das Wort in einem Wunsch schreiben", en="People who use the word in a wish"),
        ),
        unchecked=[Text(de="wie viele dafür zahlen würden", en="how many would pay for it")],
        matter=f"wishes of {voice.table}",
    )


METHOD = Method(
    title=Text(de="Wünsche", en="Wishes"),
    question=Text(de="Was wünschen sich Kundinnen und Kunden?", en="What do customers wish for?"),
    formula="people per word in sentences that ask for something (fixed phrases in German and English), last 12 "
    "months; no word of fewer than ten people",
    misleads=Text(
        de="Wer schreibt, ist nicht jeder; Wünsche in anderen Worten werden übersehen",
        en="who writes is not everybody; wishes in other words are missed",
    ),
    reference="count",
    finds=("product_wish",),
    look=look,
)
