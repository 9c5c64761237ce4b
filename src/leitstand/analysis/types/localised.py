"""One combination of properties leaves the course of its neighbours, for a while or ever since."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return ("rise" if one.effect > 0 else "fall") + ("" if one.until is None else "_over")


TYPE = FindingType(
    title=Text(de="Auffällige Teilgruppe", en="Segment that stands out"),
    sentences={
        "rise": Text(
            de="{metric}{segment} liegt seit {since} um {effect} ({low} bis {high}) höher, als der Verlauf der übrigen "
            "Teilgruppen erwarten lässt: {during} statt {expected}.",
            en="{metric}{segment} has been {effect} ({low} to {high}) higher since {since} than the course of the "
            "other segments suggests: {during} instead of {expected}.",
        ),
        "fall": Text(
            de="{metric}{segment} liegt seit {since} um {effect} ({low} bis {high}) niedriger, als der Verlauf "
            "der übrigen Teilgruppen erwarten lässt: {during} statt {expected}.",
            en="{metric}{segment} has been {effect} ({low} to {high}) lower since {since} than the course of the "
            "other segments suggests: {during} instead of {expected}.",
        ),
        "rise_over": Text(
            de="{metric}{segment} lag von {since} bis {until} um {effect} ({low} bis {high}) höher, als der "
            "Verlauf der übrigen Teilgruppen erwarten ließ: {during} statt {expected}.",
            en="{metric}{segment} was {effect} ({low} to {high}) higher from {since} to {until} than the course of "
            "the other segments suggested: {during} instead of {expected}.",
        ),
        "fall_over": Text(
            de="{metric}{segment} lag von {since} bis {until} um {effect} ({low} bis {high}) niedriger, als der "
            "Verlauf der übrigen Teilgruppen erwarten ließ: {during} statt {expected}.",
            en="{metric}{segment} was {effect} ({low} to {high}) lower from {since} to {until} than the course of "
            "the other segments suggested: {during} instead of {expected}.",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.8,
)
