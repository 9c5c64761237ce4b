"""Deals bring less, or more, than was expected of them."""

from __future__ import annotations

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Erwartete Beträge", en="Expected amounts"),
    sentences={
        "high": Text(
            de="Beträge von Verkaufschancen werden zu hoch angesetzt: in der Phase „{stage}“ im Mittel {effect} über "
            "dem, was der Abschluss bringt ({low} bis {high}); {share} von {deals} gewonnenen lagen darüber.",
            en="Amounts of deals are set too high: in the stage '{stage}' {effect} above what the deal brings, on "
            "average ({low} to {high}); {share} of {deals} won deals were above it.",
        ),
        "low": Text(
            de="Beträge von Verkaufschancen werden zu niedrig angesetzt: in der Phase „{stage}“ im Mittel {effect} "
            "unter dem, was der Abschluss bringt ({low} bis {high}); {share} von {deals} gewonnenen lagen darunter.",
            en="Amounts of deals are set too low: in the stage '{stage}' {effect} below what the deal brings, on "
            "average ({low} to {high}); {share} of {deals} won deals were below it.",
        ),
    },
    variant=lambda one: "high" if one.effect > 0 else "low",
    tested=False,
    actionable=1.0,
)
