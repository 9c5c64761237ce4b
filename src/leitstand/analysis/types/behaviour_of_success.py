"""Cases with a behaviour succeed more often, or less often, than those without it."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return "more" if one.effect > 1 else "less"


TYPE = FindingType(
    title=Text(de="Verhalten, das mit Erfolg einhergeht", en="Behaviour that goes with success"),
    sentences={
        "more": Text(
            de="{cases}, bei denen gilt: {behaviour}, haben häufiger Erfolg ({outcome}): {share_with} statt "
            "{share_without}, das {effect}-Fache ({low} bis {high}); ein Zusammenhang, kein Nachweis der Wirkung.",
            en="{cases} with this behaviour: {behaviour}, succeed more often ({outcome}): {share_with} instead of "
            "{share_without}, {effect} times as often ({low} to {high}); an association, not a proven effect.",
        ),
        "less": Text(
            de="{cases}, bei denen gilt: {behaviour}, haben seltener Erfolg ({outcome}): {share_with} statt "
            "{share_without}, das {effect}-Fache ({low} bis {high}); ein Zusammenhang, kein Nachweis der Wirkung.",
            en="{cases} with this behaviour: {behaviour}, succeed less often ({outcome}): {share_with} instead of "
            "{share_without}, {effect} times as often ({low} to {high}); an association, not a proven effect.",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.7,
)
