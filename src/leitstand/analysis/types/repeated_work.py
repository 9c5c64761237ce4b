"""In a process something is done again in many cases."""

from __future__ import annotations

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Doppelte Arbeit", en="Repeated work"),
    sentences={
        "share": Text(
            de="{process}: in {effect} von {cases} Vorgängen ({low} bis {high}) wurde etwas noch einmal getan, am "
            "häufigsten „{activity}“; es kommen {ways} Abläufe vor.",
            en="{process}: in {effect} of {cases} cases ({low} to {high}) something was done again, most often "
            "'{activity}'; there are {ways} ways through it.",
        ),
    },
    variant=lambda one: "share",
    tested=False,
    actionable=1.0,
)
