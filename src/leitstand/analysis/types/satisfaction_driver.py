"""The point of a survey that the overall judgement goes along with most."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return "clear" if float(one.figures["first"].value) >= 0.95 else "close"  # type: ignore[arg-type]


_CAVEAT_DE = " Das ist ein Zusammenhang innerhalb der Umfrage, kein Nachweis einer Wirkung."
_CAVEAT_EN = " This is an association within the survey, not a proven effect."

TYPE = FindingType(
    title=Text(de="Treiber der Zufriedenheit", en="Satisfaction driver"),
    sentences={
        "clear": Text(
            de="{metric}: Das Gesamturteil geht am stärksten mit „{item}“ einher, mit {effect} der erklärten "
            "Unterschiede ({low} bis {high}), vor „{second}“ mit {second_share}; bewertet wird „{item}“ mit {rating} "
            "von 100 ({answers} Antworten).{stated}" + _CAVEAT_DE,
            en="{metric}: the overall judgement goes along with '{item}' most, with {effect} of the explained "
            "differences ({low} to {high}), ahead of '{second}' with {second_share}; '{item}' is rated {rating} of 100 "
            "({answers} answers).{stated}" + _CAVEAT_EN,
        ),
        "close": Text(
            de="{metric}: Das Gesamturteil geht am stärksten mit „{item}“ ({effect} der erklärten Unterschiede, {low} "
            "bis {high}) und „{second}“ ({second_share}) einher; welches von beiden mehr wiegt, ist mit {answers} "
            "Antworten nicht zu sagen.{stated}" + _CAVEAT_DE,
            en="{metric}: the overall judgement goes along most with '{item}' ({effect} of the explained differences, "
            "{low} to {high}) and '{second}' ({second_share}); which of the two weighs more cannot be said from "
            "{answers} answers.{stated}" + _CAVEAT_EN,
        ),
    },
    variant=variant,
    tested=False,
    actionable=0.7,
)
