"""From a stage of the sales process fewer deals get further, or more; or fewer are won that passed it."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text

_RANGE_DE, _RANGE_EN = "{before} → {after} ({effect}, 95-%-Bereich {low} bis {high})", (
    "{before} → {after} ({effect}, 95% interval {low} to {high})"
)  # fmt: skip
_OTHERS = Text(
    de=" Ohne diese Phase: {others_before} → {others_after}.",
    en=" Without this stage: {others_before} → {others_after}.",
)
_SAID = {
    "further_less": Text(
        de=f"Aus der Phase „{{stage}}“ kommen seit {{since}} weniger Verkaufschancen weiter: {_RANGE_DE}.",
        en=f"Since {{since}} fewer deals have got further from the stage '{{stage}}': {_RANGE_EN}.",
    ),
    "further_more": Text(
        de=f"Aus der Phase „{{stage}}“ kommen seit {{since}} mehr Verkaufschancen weiter: {_RANGE_DE}.",
        en=f"Since {{since}} more deals have got further from the stage '{{stage}}': {_RANGE_EN}.",
    ),
    "won_less": Text(
        de=f"Von den Verkaufschancen mit der Phase „{{stage}}“ werden seit {{since}} weniger gewonnen: {_RANGE_DE}.",
        en=f"Since {{since}} fewer of the deals with the stage '{{stage}}' have been won: {_RANGE_EN}.",
    ),
    "won_more": Text(
        de=f"Von den Verkaufschancen mit der Phase „{{stage}}“ werden seit {{since}} mehr gewonnen: {_RANGE_DE}.",
        en=f"Since {{since}} more of the deals with the stage '{{stage}}' have been won: {_RANGE_EN}.",
    ),
}


def variant(one: Candidate) -> str:
    kind = "won" if one.metric == "win_rate" else "further"
    way = "more" if one.effect > 0 else "less"
    return f"{kind}_{way}" + ("_others" if "others_before" in one.figures else "")


TYPE = FindingType(
    title=Text(de="Ausgang einer Phase", en="Outcome of a stage"),
    sentences=_SAID
    | {f"{name}_others": Text(de=said.de + _OTHERS.de, en=said.en + _OTHERS.en) for name, said in _SAID.items()},
    variant=variant,
    tested=True,
    actionable=0.9,
)
