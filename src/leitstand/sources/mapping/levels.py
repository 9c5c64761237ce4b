"""Tells whether a heading speaks of an amount net of VAT or with VAT in it, wherever in the heading it says so."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from leitstand.sources.values.headers import words

Level = Literal["netto", "brutto"]

_TAX = r"(?: \d+)*(?: der| the)? (?:vat|tax(?:es)?|mw ?st|u ?st|umsatzsteuer|mehrwertsteuer|steuern?)\b"
_SAID: dict[Level, re.Pattern[str]] = {
    "netto": re.compile(
        rf"\bnett?o?(?=\b|betrag|summe|wert|umsatz|gesamt)|\b(?:(?:excl|exkl)\w*|ex|without|ohne|zzgl|zuzueglich|before|vor){_TAX}"
    ),
    "brutto": re.compile(
        rf"\b(?:brutto|gross)(?=\b|betrag|summe|wert|umsatz|gesamt)|\b(?:(?:incl|inkl|inc)\w*|with|mit){_TAX}"
    ),
}
_AMOUNT = re.compile(
    r"(?:gesamt)?(?:betrag|summe|wert|umsatz|preis)(?:es|s)?\b|\b(?:gesamt|amount|total|sum|value|revenue|grand)\b"
)


@cache
def level(heading: str) -> Level | None:
    """What 'Betrag (netto)', 'Bruttobetrag' or 'Total incl. VAT' says; None if it says nothing, or both."""
    return _split(heading)[0]


@cache
def by_level(heading: str) -> str:
    """The heading with its level at the end and without its word for an amount: 'Betrag netto', 'Netto-Betrag' and
    'Nettosumme' are 'netto', 'Rechnungsbetrag (brutto)' is 'rechnungs brutto'. Others stay as they are."""
    said, rest = _split(heading)
    if said is None or re.search(r"(?:einzel|stueck)preis|\b(?:unit )?price\b", rest):
        return heading
    return " ".join([*_AMOUNT.sub(" ", rest).split(), said])


def _split(heading: str) -> tuple[Level | None, str]:
    text = " ".join(words(heading))
    said: list[Level] = [one for one, pattern in _SAID.items() if pattern.search(text)]
    if len(said) != 1:
        return None, text
    return said[0], _SAID[said[0]].sub(" ", text)
