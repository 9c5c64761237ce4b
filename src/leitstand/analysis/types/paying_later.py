"""Large customers pay later than they used to, or earlier."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return "later" if one.effect > 0 else "earlier"


TYPE = FindingType(
    title=Text(de="Zahlungsverhalten der Großkunden", en="How large customers pay"),
    sentences={
        "later": Text(
            de="Die {customers} größten Rechnungskunden zahlen seit {since} später: im Mittel {effect} ({low} bis "
            "{high}), zuletzt {now} statt {before} nach Fälligkeit; das bindet {tied}.",
            en="The {customers} largest customers on credit have paid later since {since}: {effect} on average ({low} "
            "to {high}), lately {now} instead of {before} after the due date; that ties up {tied}.",
        ),
        "earlier": Text(
            de="Die {customers} größten Rechnungskunden zahlen seit {since} früher: im Mittel {effect} ({low} bis "
            "{high}), zuletzt {now} statt {before} nach Fälligkeit.",
            en="The {customers} largest customers on credit have paid earlier since {since}: {effect} on average "
            "({low} to {high}), lately {now} instead of {before} after the due date.",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.9,
)
