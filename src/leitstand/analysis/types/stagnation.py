"""A metric that should grow stands still, and that is known rather than merely not refuted."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(_: Candidate) -> str:
    return "still"


TYPE = FindingType(
    title=Text(de="Stillstand", en="Stagnation"),
    sentences={
        "still": Text(
            de="{metric}: Stillstand seit {since}, das Wachstum liegt zwischen {slowest} und {fastest} im Jahr.",
            en="{metric}: at a standstill since {since}, growth lies between {slowest} and {fastest} a year.",
        ),
    },
    variant=variant,
    tested=False,
    actionable=0.3,
)
