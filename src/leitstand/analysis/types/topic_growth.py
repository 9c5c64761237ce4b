"""Customers write about a topic more often, or less often, than they did."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text

NEW = 20.0
"""So many times as often is as good as new."""


def variant(one: Candidate) -> str:
    if one.effect <= 0:
        return "less"
    return "new" if float(one.figures["times"].value) >= NEW else "more"  # type: ignore[arg-type]


TYPE = FindingType(
    title=Text(de="Thema nimmt zu oder ab", en="Topic on the rise or in decline"),
    sentences={
        "more": Text(
            de="{source}: „{topic}“ kommt häufiger vor, in den letzten zwölf Monaten bei {now} derer, die schreiben, "
            "davor bei {before}; das {times}-Fache ({times_low} bis {times_high}).",
            en="{source}: '{topic}' comes up more often, with {now} of those who write in the last twelve months, "
            "{before} before; {times} times as often ({times_low} to {times_high}).",
        ),
        "new": Text(
            de="{source}: „{topic}“ kommt neu vor, in den letzten zwölf Monaten bei {now} derer, die schreiben, davor "
            "bei {before}.",
            en="{source}: '{topic}' is new, it comes up with {now} of those who write in the last twelve months, "
            "{before} before.",
        ),
        "less": Text(
            de="{source}: „{topic}“ kommt seltener vor, in den letzten zwölf Monaten bei {now} derer, die schreiben, "
            "davor bei {before}; das {times}-Fache ({times_low} bis {times_high}).",
            en="{source}: '{topic}' comes up less often, with {now} of those who write in the last twelve months, "
            "{before} before; {times} times as often ({times_low} to {times_high}).",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.6,
)
