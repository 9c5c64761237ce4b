"""What customers wish for: the words of sentences that ask for something, counted by person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from leitstand.analysis.satisfaction.reading import STOP, WORD, stem
from leitstand.analysis.satisfaction.topics import LEAST_PERSONS

PHRASES = (
    r"ich (?:würde|wünsche?|wünschte) mir",
    r"wünsch(?:e|en|te|ten) (?:mir|uns|wir)",
    r"hätten? (?:ich |wir )?(?:sehr )?gerne?",
    r"(?:wäre|fände (?:ich|wir)) (?:es )?(?:sehr |richtig |doch )?(?:schön|toll|super|gut|klasse), wenn",
    r"bitte (?:\w+ ){0,4}wieder",
    r"wann (?:ist|sind|gibt es|gibt's|kommt|kommen) (?:\w+ ){0,4}(?:wieder|zurück|endlich)",
    r"(?:gibt|gäbe) es (?:\w+ ){0,4}auch",
    r"fehlt (?:mir|uns)",
    r"vermisse",
    r"sucht|suchen|suche",
    r"warum (?:habt ihr|haben sie|gibt es) (?:\w+ ){0,4}(?:kein|keine|keinen|nicht)",
    r"wieder ins (?:sortiment|programm)",
    r"(?:i|we)(?: would|'d) (?:really )?(?:love|like)",
    r"(?:i|we) (?:really )?wish",
    r"wish (?:you|there|they)",
    r"would be (?:great|nice|good|lovely|awesome) (?:if|to)",
    r"bring (?:\w+ ){0,4}back",
    r"back in stock",
    r"do you (?:also )?(?:sell|stock|offer|carry)",
    r"looking for",
    r"please (?:add|offer|stock|make)",
)
"""How people ask for something, in German and English."""
ASKING = re.compile(r"\b(?:" + "|".join(PHRASES) + r")\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?\n]+")
OF_THE_PHRASES = """
wünschen wünschte sucht suche suchen fehlt vermisse wieder zurück endlich sortiment programm schön toll super klasse
love like wish great nice lovely awesome bring back stock sell offer carry looking please add
"""
EMPTY = frozenset(stem(word) for word in OF_THE_PHRASES.split())
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Wished:
    """A word that people who wish for something use. word: written as most do."""

    word: str
    persons: int


@dataclass(frozen=True, slots=True)
class Wishes:
    """texts, persons: that wish for something. words: what for, the most frequent first; none of fewer than ten people.
    of_text: which texts they are."""

    texts: int
    persons: int
    words: tuple[Wished, ...]
    of_text: np.ndarray


def wish_in(text: str) -> str:
    """The sentences of a text that ask for something; empty where none does.

    >>> wish_in("Alles gut. Ich hätte gern mehr Sorten ohne Koffein! Danke.").strip()
    'Ich hätte gern mehr Sorten ohne Koffein'
    """
    return " ".join(one for one in SENTENCE.findall(text) if ASKING.search(one))


def wishes(texts: Sequence[str], persons: np.ndarray) -> Wishes | None:
    """What is wished for in texts; None where fewer than ten people wish for anything."""
    asked = [wish_in(text) for text in texts]
    there = np.array([bool(one) for one in asked], dtype=bool)
    people = set(persons[there].tolist())
    if len(people) < LEAST_PERSONS:
        return None
    users: dict[str, set[Any]] = {}
    written: dict[str, dict[str, int]] = {}
    for text, person in zip(asked, persons.tolist(), strict=True):
        for word in WORD.findall(text):
            root = stem(word)
            if word.lower() not in STOP and root not in EMPTY:
                users.setdefault(root, set()).add(person)
                forms = written.setdefault(root, {})
                forms[word] = forms.get(word, 0) + 1
    found = [
        Wished(min(written[root], key=lambda form: (-written[root][form], form)), len(own))
        for root, own in users.items()
        if len(own) >= LEAST_PERSONS
    ]
    found.sort(key=lambda one: (-one.persons, one.word))
    return Wishes(int(there.sum()), len(people), tuple(found[:MOST_SHOWN]), there)
