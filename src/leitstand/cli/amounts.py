"""Numbers as people type them on the command line: 10%, −2,5 %, 3.500.000, 3500000."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

_TYPED = re.compile(r"[+-]?\d+([.,]\d+)*")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
"""1.234 is a thousand to some and a little more than one to others."""


def amount(text: str) -> float:
    """The number; percent is divided by 100. Raises UnusableInput.

    >>> amount("10%"), amount("3.500.000"), amount("2,5"), amount("-1,234.5")
    (0.1, 3500000.0, 2.5, -1234.5)
    """
    plain = re.sub(r"[\s\u202f\xa0']", "", text).replace("−", "-")
    number = plain.removesuffix("%")
    if not _TYPED.fullmatch(number):
        raise _unusable(
            Text(de=f"„{text}“ ist keine Zahl.", en=f"'{text}' is not a number."),
            "10%, 2,5, 3500000",
            "10%, 2.5, 3500000",
        )
    signs = re.findall(r"[.,]", number)
    if _EITHER.fullmatch(number):
        whole, parted = number.replace(signs[0], ""), number.replace(signs[0], "{}") + "0"
        raise _unusable(
            Text(de=f"„{text}“ lässt sich zweierlei lesen.", en=f"'{text}' can be read in two ways."),
            f"{whole} oder {parted.format(',')}", f"{whole} or {parted.format('.')}",
        )  # fmt: skip
    decimal = signs[-1] if signs and signs.count(signs[-1]) == 1 else None
    value = float("".join("." if sign == decimal else sign for sign in number if sign not in ".," or sign == decimal))
    return value / 100 if plain.endswith("%") else value


def assigned(words: Sequence[str] | None, example: str) -> dict[str, float]:
    """`METRIC=VALUE` words as a mapping. Raises UnusableInput."""
    found = {}
    for word in words or []:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise _unusable(
                Text(de=f"„{word}“ ist nicht KENNZAHL=WERT.", en=f"'{word}' is not METRIC=VALUE."), example, example
            )
        found[name.strip()] = amount(value)
    return found


def allow_negative(parser: argparse.ArgumentParser) -> None:
    """Lets `--increase -10%` mean a value, not an option."""
    parser._negative_number_matcher = re.compile(r"^-\d[\d.,]*%?$")


def _unusable(message: Text, de: str, en: str) -> UnusableInput:
    return UnusableInput(message, Text(de=f"Schreiben Sie zum Beispiel {de}.", en=f"Write for example {en}."))
