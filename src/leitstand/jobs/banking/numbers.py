"""Finds the numbers of invoices and orders in a reference text, however people and banks wrote them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

SHORTEST = 3
HEAD = 3
SURE_DIGITS, BARE_DIGITS = 5, 8
"""Digits that make a number sure: of one that has no letters, of one whose letters were left out."""
MANY = 8
"""A number that so many things share tells none of them."""


@dataclass(slots=True)
class Numbers:
    """Number → keys of the things that bear it. A sure number alone says which thing is meant, another needs more."""

    _sure: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _unsure: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _lengths: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, pairs: Iterable[tuple[str | None, int]]) -> Numbers:
        """From numbers with keys. A number also counts without its letters, and unsurely by its last digits alone."""
        one = cls()
        for number, key in pairs:
            bare = _bare(number or "")
            digits = re.sub(r"\D", "", bare)
            last = (re.findall(r"\d+", number or "") or [""])[-1]
            one._add(bare, key, len(digits) >= (SHORTEST if bare != digits else SURE_DIGITS))
            one._add(digits, key, len(digits) >= (SURE_DIGITS if bare == digits else BARE_DIGITS))
            one._add(last, key, False)
            one._add(last.lstrip("0"), key, False)
        return one

    def _add(self, number: str, key: int, sure: bool) -> None:
        if len(number) >= SHORTEST and any(sign.isdigit() for sign in number):
            (self._sure if sure else self._unsure)[number].add(key)
            self._lengths[number[:HEAD]].add(len(number))

    def find(self, text: str) -> tuple[list[int], list[int]]:
        """Keys of the things whose numbers stand in the text, in its order: sure ones, then the others."""
        upper = text.upper()
        places = [place for place, sign in enumerate(upper) if sign.isalnum()]
        bare = "".join(upper[place] for place in places)
        sure: dict[int, None] = {}
        unsure: dict[int, None] = {}
        start = 0
        while start < len(bare):
            number = self._at(bare, upper, places, start)
            if number:
                for found, known in ((sure, self._sure), (unsure, self._unsure)):
                    keys = known.get(number, ())
                    found.update(dict.fromkeys(sorted(keys)) if len(keys) <= MANY else {})
            start += len(number) or 1
        return list(sure), [key for key in unsure if key not in sure]

    def _at(self, bare: str, upper: str, places: list[int], start: int) -> str:
        """The longest known number that begins here; no digit may go on before or after it."""
        lengths = self._lengths.get(bare[start : start + HEAD])
        if not lengths or (bare[start].isdigit() and _digit(upper, places[start] - 1)):
            return ""
        for length in sorted(lengths, reverse=True):
            number = bare[start : start + length]
            known = len(number) == length and (number in self._sure or number in self._unsure)
            if known and not (number[-1].isdigit() and _digit(upper, places[start + length - 1] + 1)):
                return number
        return ""


def _bare(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isalnum())


def _digit(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isdigit()
