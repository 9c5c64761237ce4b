"""The one sentence at the top: what changed most in the families people look at first, and how much needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from leitstand.foundation.numbers import format_number
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.web.cards import Card
from leitstand.web.told import Told

MOST = 2
"""So many families a headline names; more nobody reads at once."""
NUMBERS = {
    "de": ("null", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
KINDS = {
    "risk": (Text(de="ein Risiko", en="one risk"), Text(de="Risiken", en="risks")),
    "chance": (Text(de="eine Chance", en="one opportunity"), Text(de="Chancen", en="opportunities")),
    "bottleneck": (Text(de="ein Engpass", en="one bottleneck"), Text(de="Engpässe", en="bottlenecks")),
}
MOVES = {"▲": Text(de="über", en="above"), "▼": Text(de="unter", en="below")}
FIRST = Text(de="Vorrang haben {attention}", en="First in line: {attention}")
CALM = Text(de="Nichts braucht gerade Aufmerksamkeit", en="Nothing needs attention just now")


def headline(cards: Sequence[Card], findings: Sequence[Told]) -> Text:
    """ "Net revenue 4.2% up on last year, NPS 3 points down. Two risks, three opportunities." """
    said = {say: ", ".join(_moved(card, say) for card in _telling(cards)) for say in LANGUAGES}
    counts = Counter(one.kind for one in findings)
    attention = {say: ", ".join(_many(kind, counts[kind], say) for kind in KINDS if counts[kind]) for say in LANGUAGES}
    told = {
        say: FIRST.get(say).format(attention=attention[say]) if attention[say] else CALM.get(say) for say in LANGUAGES
    }
    return Text(**{say: _joined(said[say], told[say]) for say in LANGUAGES})


def _telling(cards: Sequence[Card]) -> list[Card]:
    """Those whose change is good or bad, in the order of the families; what lies within chance is no headline."""
    moved = [one for one in cards if one.known and one.arrow in MOVES and one.tone in ("good", "bad")]
    return moved[:MOST]


def _moved(card: Card, say: Language) -> str:
    assert card.change is not None and card.beside is not None
    amount = card.change.get(say).lstrip("+−")
    return f"{card.title.get(say)} {amount} {MOVES[card.arrow].get(say)} {card.beside.get(say)}"


def _many(kind: str, number: int, say: Language) -> str:
    one, many = KINDS[kind]
    if number == 1:
        return one.get(say)
    word = NUMBERS[say][number] if number < len(NUMBERS[say]) else format_number(number, say)
    return f"{word} {many.get(say)}"


def _joined(*sentences: str) -> str:
    return " ".join(f"{one[0].upper()}{one[1:]}." for one in sentences if one)
