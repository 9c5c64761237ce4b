"""Much of the revenue hangs on few customers."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    if "before" not in one.figures:
        return "state"
    return "more" if one.figures["change"].value > 0 else "less"  # type: ignore[operator]


TYPE = FindingType(
    title=Text(de="Abhängigkeit von wenigen Kunden", en="Dependence on few customers"),
    sentences={
        "state": Text(
            de="Die zehn größten Kunden machen {effect} des Umsatzes der letzten zwölf Monate; {half} von {customers} "
            "machen die Hälfte.",
            en="The ten largest customers make {effect} of the revenue of the last twelve months; {half} of "
            "{customers} make half of it.",
        ),
        "more": Text(
            de="Die zehn größten Kunden machen {effect} des Umsatzes der letzten zwölf Monate, mehr als im Jahr davor "
            "({before}); {half} von {customers} machen die Hälfte.",
            en="The ten largest customers make {effect} of the revenue of the last twelve months, more than in the "
            "year before ({before}); {half} of {customers} make half of it.",
        ),
        "less": Text(
            de="Die zehn größten Kunden machen {effect} des Umsatzes der letzten zwölf Monate, nicht mehr als im Jahr "
            "davor ({before}); {half} von {customers} machen die Hälfte.",
            en="The ten largest customers make {effect} of the revenue of the last twelve months, no more than in the "
            "year before ({before}); {half} of {customers} make half of it.",
        ),
    },
    variant=variant,
    tested=False,
    actionable=0.4,
)
