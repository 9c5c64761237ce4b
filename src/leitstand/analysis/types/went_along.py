"""Two metrics moved together, one perhaps before the other; nothing says that one caused the other."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text


def variant(one: Candidate) -> str:
    return "together" if one.effect > 0 else "opposite"


KNOWN = Text(
    de="Korrelation der Stärke {effect} ({low} bis {high}), ohne Trend und Saison, über {n} Monate. Das belegt keine "
    "Ursache",
    en="correlation of strength {effect} ({low} to {high}), without trend and season, over {n} months. This does not "
    "show a cause",
)

TYPE = FindingType(
    title=Text(de="Gemeinsamer Verlauf", en="Went along"),
    sentences={
        "together": Text(
            de=f"Stieg „{{first}}“ ungewöhnlich, stieg {{lag}} auch „{{metric}}“: {KNOWN.de}.",
            en=f"When '{{first}}' rose unusually, '{{metric}}' rose too {{lag}}: {KNOWN.en}.",
        ),
        "opposite": Text(
            de=f"Stieg „{{first}}“ ungewöhnlich, sank {{lag}} „{{metric}}“: {KNOWN.de}.",
            en=f"When '{{first}}' rose unusually, '{{metric}}' fell {{lag}}: {KNOWN.en}.",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.3,
)
