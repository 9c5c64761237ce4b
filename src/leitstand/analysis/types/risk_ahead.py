"""A limit that will probably be crossed within the next months."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return str(one.figures["case"].value)


RANGE_DE = "Erwartet werden {expected}, in 8 von 10 Fällen {p10} bis {p90}."
RANGE_EN = "Expected: {expected}, in 8 of 10 cases {p10} to {p90}."

TYPE = FindingType(
    title=Text(de="Absehbares Risiko", en="Risk ahead"),
    sentences={
        "overdrawn": Text(
            de="{metric}: Ende {month} mit {likely} Wahrscheinlichkeit unter null. " + RANGE_DE,
            en="{metric}: below zero at the end of {month} with a probability of {likely}. " + RANGE_EN,
        ),
        "reserve": Text(
            de="{metric}: Ende {month} mit {likely} Wahrscheinlichkeit weniger, als in einem Monat ausgezahlt "
            "wird ({limit}). " + RANGE_DE,
            en="{metric}: at the end of {month}, with a probability of {likely}, less than is paid out in a month "
            "({limit}). " + RANGE_EN,
        ),
        "target": Text(
            de="{metric}{segment} verfehlt mit {likely} Wahrscheinlichkeit das Ziel für {month} ({limit}). " + RANGE_DE,
            en="{metric}{segment} will miss the target for {month} ({limit}) with a probability of {likely}. "
            + RANGE_EN,
        ),
    },
    variant=variant,
    tested=False,
    actionable=0.8,
)
