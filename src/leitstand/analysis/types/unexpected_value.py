"""One of the last months does not fit what was to be expected."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return "up" if one.effect > 0 else "down"


TYPE = FindingType(
    title=Text(de="Unerwarteter Wert", en="Unexpected value"),
    sentences={
        "up": Text(
            de="{metric}{segment}: ungewöhnlich hoch in {since}, {now} statt der erwarteten {before} (Unterschied "
            "{effect}).",
            en="{metric}{segment}: unusually high in {since}, {now} instead of the expected {before} (a difference "
            "of {effect}).",
        ),
        "down": Text(
            de="{metric}{segment}: ungewöhnlich niedrig in {since}, {now} statt der erwarteten {before} (Unterschied "
            "{effect}).",
            en="{metric}{segment}: unusually low in {since}, {now} instead of the expected {before} (a difference "
            "of {effect}).",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.4,
)
