"""The accounts were nearly empty."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text

_LOW = Text(
    de="Am {day} lagen auf allen Konten zusammen nur noch {effect}, weniger, als üblicherweise in einer Woche abfließt "
    "({limit}).",
    en="On {day} all accounts together held only {effect}, less than usually goes out in a week ({limit}).",
)
_BELOW = Text(
    de="Am {day} waren alle Konten zusammen mit {effect} im Minus; in einer Woche fließen üblicherweise {limit} ab.",
    en="On {day} all accounts together were {effect} below zero; {limit} usually go out in a week.",
)
_HELD = Text(
    de=" Zugleich hielten die {customers} größten Rechnungskunden {held} zurück, die sie früher bis dahin bezahlt "
    "hätten.",
    en=" At the same time the {customers} largest customers on credit held back {held} that they used to pay by then.",
)


def variant(one: Candidate) -> str:
    return ("below" if one.effect < 0 else "low") + ("_held" if "held" in one.figures else "")


TYPE = FindingType(
    title=Text(de="Knappe Kasse", en="Short of cash"),
    sentences={
        f"{name}{end}": Text(de=said.de + more.de, en=said.en + more.en)
        for name, said in (("low", _LOW), ("below", _BELOW))
        for end, more in (("", Text(de="", en="")), ("_held", _HELD))
    },
    variant=variant,
    tested=False,
    actionable=1.0,
)
