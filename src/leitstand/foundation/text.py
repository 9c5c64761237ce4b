"""A text that a user sees, in German and English."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in every language of the product.

    >>> Text(de="Nettoumsatz", en="Net revenue").get("de")
    'Nettoumsatz'
    """

    de: str
    en: str

    def get(self, language: Language) -> str:
        return self.de if language == "de" else self.en

    def format(self, **values: object) -> Text:
        """Both languages with the same values filled in (`str.format` places)."""
        return Text(de=self.de.format(**values), en=self.en.format(**values))

    def as_dict(self) -> dict[str, str]:
        return {"de": self.de, "en": self.en}


def joined(*parts: Text | None) -> Text | None:
    """The sentences that there are, one after the other; None where there is none."""
    said = [part for part in parts if part is not None]
    return Text(de=" ".join(one.de for one in said), en=" ".join(one.en for one in said)) if said else None


def printable(text: str) -> str:
    """The text without anything that could steer a terminal or is no character at all; line breaks stay.

    >>> printable("red\\x1b[31m")
    'red\ufffd[31m'
    """
    return "".join(sign if sign == "\n" or unicodedata.category(sign) not in _STEERING else "\ufffd" for sign in text)


_STEERING = ("Cc", "Cs")
