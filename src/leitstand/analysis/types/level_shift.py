"""The level of a metric changed at once, for good or for a while."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return ("up" if one.effect > 0 else "down") + ("" if one.until is None else "_ended")


TYPE = FindingType(
    title=Text(de="Sprung im Niveau", en="Change of level"),
    sentences={
        "up": Text(
            de="{metric}{segment}: seit {since} um {effect} höher ({low} bis {high}), {now} statt {before}.",
            en="{metric}{segment}: {effect} higher since {since} ({low} to {high}), {now} instead of {before}.",
        ),
        "down": Text(
            de="{metric}{segment}: seit {since} um {effect} niedriger ({low} bis {high}), {now} statt {before}.",
            en="{metric}{segment}: {effect} lower since {since} ({low} to {high}), {now} instead of {before}.",
        ),
        "up_ended": Text(
            de="{metric}{segment}: von {since} bis {until} um {effect} höher ({low} bis {high}), {now} statt "
            "{before}; danach wieder auf dem alten Niveau.",
            en="{metric}{segment}: {effect} higher from {since} to {until} ({low} to {high}), {now} instead of "
            "{before}; back at its old level afterwards.",
        ),
        "down_ended": Text(
            de="{metric}{segment}: von {since} bis {until} um {effect} niedriger ({low} bis {high}), {now} statt "
            "{before}; danach wieder auf dem alten Niveau.",
            en="{metric}{segment}: {effect} lower from {since} to {until} ({low} to {high}), {now} instead of "
            "{before}; back at its old level afterwards.",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.6,
)
