"""A number that varied within its own limits has stayed on one side of its centre for long."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return "up" if one.effect > 0 else "down"


TYPE = FindingType(
    title=Text(de="Signal im Prozessverhalten", en="Signal in process behaviour"),
    sentences={
        "up": Text(
            de="{metric}: seit {since} {months} Monate nacheinander über der Mittellinie, im Mittel um "
            "{effect}; die natürlichen Grenzen sind {lower} und {upper}.",
            en="{metric}: above its centre line for {months} months in a row since {since}, by {effect} on "
            "average; its natural limits are {lower} and {upper}.",
        ),
        "down": Text(
            de="{metric}: seit {since} {months} Monate nacheinander unter der Mittellinie, im Mittel um "
            "{effect}; die natürlichen Grenzen sind {lower} und {upper}.",
            en="{metric}: below its centre line for {months} months in a row since {since}, by {effect} on "
            "average; its natural limits are {lower} and {upper}.",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.4,
)
