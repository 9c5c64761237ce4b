"""What a verb of the command line must say about itself."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from leitstand.foundation.text import Language, Text


@dataclass(frozen=True, slots=True)
class Say:
    """Words in one language."""

    language: Language

    def __call__(self, de: str, en: str) -> str:
        return Text(de=de, en=en).get(self.language)


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb; its id (= its file) is the word that people type.

    summary: one line for the list of verbs. description: what it does. examples: command lines with what they are for.
    arguments: declares options on the parser of the verb, in the language of `say`. run: does it and answers the exit
    code; a LeitstandError is shown to the user. order: place in the list of verbs.
    """

    summary: Text
    description: Text
    examples: tuple[tuple[str, Text], ...]
    arguments: Callable[[argparse.ArgumentParser, Say], None]
    run: Callable[[argparse.Namespace], int]
    order: int


def add_output(parser: argparse.ArgumentParser, say: Say) -> None:
    """`--json` and `--csv`, for verbs that answer with data."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))
    group.add_argument("--csv", action="store_true", help=say(de="Ergebnis als CSV", en="result as CSV"))


def words(given: list[str] | None) -> list[str]:
    """`--by a b`, `--by a --by b` and `--by a,b` all mean the same."""
    return [part.strip() for word in given or [] for part in word.split(",") if part.strip()]
