"""New customers come back more often, or less often, than those before them."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return "better" if one.effect > 0 else "worse"


TYPE = FindingType(
    title=Text(de="Bindung neuer Kunden", en="Retention of new customers"),
    sentences={
        "worse": Text(
            de="Neukunden seit {since} bestellen seltener binnen 90 Tagen wieder: {now} statt {before} im Jahr davor, "
            "das sind {effect} ({low} bis {high}).",
            en="New customers since {since} order again within 90 days less often: {now} instead of {before} a year "
            "before, that is {effect} ({low} to {high}).",
        ),
        "better": Text(
            de="Neukunden seit {since} bestellen häufiger binnen 90 Tagen wieder: {now} statt {before} im Jahr davor, "
            "das sind {effect} ({low} bis {high}).",
            en="New customers since {since} order again within 90 days more often: {now} instead of {before} a year "
            "before, that is {effect} ({low} to {high}).",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.7,
)
