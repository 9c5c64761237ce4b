"""Prices of the same products changed in a month."""

from __future__ import annotations

from leitstand.analysis.contract import Candidate, FindingType
from leitstand.foundation.text import Text

ALIKE = 0.001
"""All products changed alike where the interval is narrower than a digit of the sentence: it then says nothing."""


def variant(one: Candidate) -> str:
    way = "up" if one.effect > 0 else "down"
    alike = one.low is not None and one.high is not None and one.high - one.low < ALIKE
    return f"{way}_alike" if alike else way


def _template(de: str, en: str, interval: Text) -> Text:
    return Text(
        de=f"Die Preise{{segment}} sind seit {{since}} um {{effect}} {de} ({interval.de}{{products}} Produkte, "
        "gleiches Sortiment).",
        en=f"Prices{{segment}} have been {{effect}} {en} since {{since}} ({interval.en}{{products}} products, same "
        "mix).",
    )


INTERVAL = Text(de="95-%-Bereich {low} bis {high}, ", en="95% interval {low} to {high}, ")
NONE = Text(de="", en="")

TYPE = FindingType(
    title=Text(de="Preisänderung", en="Price change"),
    sentences={
        "up": _template("höher", "higher", INTERVAL),
        "down": _template("niedriger", "lower", INTERVAL),
        "up_alike": _template("höher", "higher", NONE),
        "down_alike": _template("niedriger", "lower", NONE),
    },
    variant=variant,
    tested=False,
    actionable=0.6,
)
