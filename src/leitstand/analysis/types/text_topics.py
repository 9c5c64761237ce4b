"""What customers write about most."""

from __future__ import annotations

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Themen in Texten", en="Topics of texts"),
    sentences={
        "any": Text(
            de="{source}: In {texts} Texten der letzten zwölf Monate geht es am häufigsten um {named}; das sind "
            "{effect} der Texte.",
            en="{source}: {texts} texts of the last twelve months are mostly about {named}; that is {effect} of them.",
        ),
    },
    variant=lambda one: "any",
    tested=False,
    actionable=0.3,
)
