"""Whether a sum is on its way to the target of its year or quarter."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return "ahead" if one.effect >= 0 else "behind"


SO_FAR_DE = "Bisher {done}, für das Ziel von {target} wären bis hierher {pro_rata} üblich; erwartet werden bis {until} "
SO_FAR_EN = (
    "So far {done}, on the way to the target of {target} {pro_rata} would be usual by now; expected by {until}: "
)

TYPE = FindingType(
    title=Text(de="Stand zum Ziel", en="Pace to target"),
    sentences={
        "ahead": Text(
            de="{metric}: voraussichtlich {effect} über dem Ziel; die Wahrscheinlichkeit, es zu erreichen, "
            "ist {likely}. " + SO_FAR_DE + "{projected}.",
            en="{metric}: probably {effect} above target; the probability of reaching it is {likely}. "
            + SO_FAR_EN + "{projected}.",
        ),
        "behind": Text(
            de="{metric}: voraussichtlich {effect} unter dem Ziel; die Wahrscheinlichkeit, es zu erreichen, "
            "ist {likely}. " + SO_FAR_DE + "{projected}.",
            en="{metric}: probably {effect} below target; the probability of reaching it is {likely}. "
            + SO_FAR_EN + "{projected}.",
        ),
    },
    variant=variant,
    tested=False,
    actionable=0.8,
)  # fmt: skip
