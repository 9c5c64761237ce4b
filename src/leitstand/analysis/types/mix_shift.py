"""A rate changed because the shares of its segments moved, not because the segments did."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    """Whether it fell or rose, and whether against all of its segments."""
    way = "rose" if one.effect > 0 else "fell"
    return f"{way}_against_all" if one.figures["reversal"].value else way


def _sentence(de: str, en: str) -> Text:
    """The change, then what mix and rates make of it."""
    return Text(
        de=f"{{metric}}: {de}: Die Anteile haben sich zu {{gained}} verschoben ({{share_before}} → {{share_after}}). "
        "Das macht {mix} aus ({mix_low} bis {mix_high}), die Werte der Teilgruppen selbst {rate} ({rate_low} bis "
        "{rate_high}).",
        en=f"{{metric}} {en}: the mix moved to {{gained}} ({{share_before}} → {{share_after}}). That makes {{mix}} "
        "({mix_low} to {mix_high}), the rates of the segments themselves {rate} ({rate_low} to {rate_high}).",
    )


TYPE = FindingType(
    title=Text(de="Verschobene Anteile", en="Mix shift"),
    sentences={
        "fell_against_all": _sentence(
            de="Rückgang um {effect} ({low} bis {high}) von {base} auf {year}, obwohl jede Teilgruppe nach {dimension} "
            "gestiegen ist",
            en="fell by {effect} ({low} to {high}) from {base} to {year} although every segment by {dimension} rose",
        ),
        "rose_against_all": _sentence(
            de="Anstieg um {effect} ({low} bis {high}) von {base} auf {year}, obwohl jede Teilgruppe nach {dimension} "
            "gesunken ist",
            en="rose by {effect} ({low} to {high}) from {base} to {year} although every segment by {dimension} fell",
        ),
        "fell": _sentence(
            de="Rückgang um {effect} ({low} bis {high}) von {base} auf {year}, nach {dimension} vor allem durch "
            "Verschiebung",
            en="fell by {effect} ({low} to {high}) from {base} to {year}, by {dimension} mostly through mix",
        ),
        "rose": _sentence(
            de="Anstieg um {effect} ({low} bis {high}) von {base} auf {year}, nach {dimension} vor allem durch "
            "Verschiebung",
            en="rose by {effect} ({low} to {high}) from {base} to {year}, by {dimension} mostly through mix",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.5,
)
