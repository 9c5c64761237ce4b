"""Free texts reach the analysis without what names a person."""

from __future__ import annotations

import pytest

from leitstand.jobs.wording import plain

NAMES = frozenset({"Kühn", "Petersen"})


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Paket kam zu spät, Kaffee gut", "Paket kam zu spät, Kaffee gut"),
        ("Bitte an max.muster@example.org antworten", "Bitte an antworten"),
        ("Rückruf unter +49 171 2345678 erbeten", "Rückruf unter erbeten"),
        ("Herr Dr. Blau war freundlich", "war freundlich"),
        ("Anna Petersen wartet seit drei Wochen", "Anna wartet seit drei Wochen"),
        ("Hafenstraße 12a, 20457 Hamburg", ", Hamburg"),
        ("IBAN DE89 3704 0044 0532 0130 00 falsch", "IBAN falsch"),
        ("see https://example.org/order/77 for order 4711", "see for order 4711"),
    ],
)
def test_names_and_addresses_are_gone_and_the_rest_stays(text: str, left: str) -> None:
    assert plain(text, NAMES) == left
