"""Cases wait longer, or shorter, before a step than they did."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text

_LONGER = Text(
    de="{process}: vor „{activity}“ warten Vorgänge seit {since} {effect} länger (in Arbeitstagen, 95-%-Bereich {low} "
    "bis {high}), im Mittel {now} statt {before}.",
    en="{process}: cases have waited {effect} longer before '{activity}' since {since} (in working days, 95% interval "
    "{low} to {high}), {now} instead of {before} on average.",
)
_SAVED = Text(
    de=" Liefe es wie im besten Quartal, sparte das im Jahr {saved} Wartezeit.",
    en=" At the pace of the best quarter {saved} of waiting a year would be saved.",
)


def variant(one: Candidate) -> str:
    if one.effect < 0:
        return "shorter"
    saved = one.figures.get("saved")
    return "longer_saving" if saved is not None and float(saved.value) > 0 else "longer"  # type: ignore[arg-type]


TYPE = FindingType(
    title=Text(de="Längeres Warten vor einem Schritt", en="Longer wait before a step"),
    sentences={
        "longer": _LONGER,
        "longer_saving": Text(de=_LONGER.de + _SAVED.de, en=_LONGER.en + _SAVED.en),
        "shorter": Text(
            de="{process}: vor „{activity}“ warten Vorgänge seit {since} {effect} kürzer (in Arbeitstagen, "
            "95-%-Bereich {low} bis {high}), im Mittel {now} statt {before}.",
            en="{process}: cases have waited {effect} shorter before '{activity}' since {since} (in working days, "
            "95% interval {low} to {high}), {now} instead of {before} on average.",
        ),
    },
    variant=variant,
    tested=True,
    actionable=0.8,
)
