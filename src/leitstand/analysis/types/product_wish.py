"""What customers wish for in their own words."""

from __future__ import annotations

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Wünsche", en="Wishes"),
    sentences={
        "any": Text(
            de="{source}: {wishing} von {texts} Texten der letzten zwölf Monate äußern einen Wunsch; darin am "
            "häufigsten (Personen): {words}.",
            en="{source}: {wishing} of {texts} texts of the last twelve months express a wish; most frequent in them "
            "(people): {words}.",
        ),
    },
    variant=lambda one: "any",
    tested=False,
    actionable=0.5,
)
