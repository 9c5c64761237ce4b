"""A metric keeps rising or falling."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return "up" if one.effect > 0 else "down"


TYPE = FindingType(
    title=Text(de="Anhaltender Trend", en="Trend"),
    sentences={
        "up": Text(
            de="{metric}{segment}: steigend seit {since}, bis zuletzt um {effect} ({low} bis {high}), auf {now} statt "
            "{before}; das sind {per_year} im Jahr.",
            en="{metric}{segment}: rising since {since}, by {effect} until now ({low} to {high}), to {now} instead of "
            "{before}; that is {per_year} a year.",
        ),
        "down": Text(
            de="{metric}{segment}: fallend seit {since}, bis zuletzt um {effect} ({low} bis {high}), auf {now} statt "
            "{before}; das sind {per_year} im Jahr.",
            en="{metric}{segment}: falling since {since}, by {effect} until now ({low} to {high}), to {now} instead of "
            "{before}; that is {per_year} a year.",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.5,
)
