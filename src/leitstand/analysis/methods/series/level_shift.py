"""Looks for changes of level in every series: that last, or that ended again."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.analysis.contract import Candidate, Method, Sight, TooLittle
from leitstand.analysis.series.trend_panel import panel
from leitstand.analysis.series.trend_search import search
from leitstand.analysis.series.trend_telling import tell
from leitstand.foundation.text import Text

STEPS, SLOPES = ("step", "spell"), ("trend", "bend")


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    seen, lacking = panel(sight)
    yield from lacking
    steps = {one.row: one.p for one in search(seen, STEPS, "level")}
    slopes = {one.row: one.p for one in search(seen, SLOPES, "level")}
    for found in search(seen, STEPS):
        better = steps.get(found.row, 1.0) <= slopes.get(found.row, 1.0)
        yield tell(seen, found, "level_shift", better or bool(seen.stock[found.row]))


METHOD = Method(
    title=Text(de="Sprünge im Niveau", en="Changes of level"),
    question=Text(
        de="Liegt eine Kennzahl seit einem Monat anders als vorher, auf Dauer oder für eine Weile?",
        en="Has a metric been at another level since some month, for good or for a while?",
    ),
    formula="max over dates of |t| of a step (or spell of 3 to 12 months) beside level, season and AR(1); "
    "p = dates × tail of t, and not below the tail of counts",
    misleads=Text(
        de="Bei Reihen, die mit dem Unternehmen wachsen, wird gegen den eigenen Trend geprüft; ein Sprung zu Beginn "
        "oder in den letzten zwei Monaten ist nicht zu sehen.",
        en="Series that grow with the company are compared with their own trend; a step at the beginning or in the "
        "last two months cannot be seen.",
    ),
    reference="Andrews 1993; Worsley 1983; Cooper and Thompson 1977; Laney 2002",
    finds=("level_shift",),
    look=look,
)
