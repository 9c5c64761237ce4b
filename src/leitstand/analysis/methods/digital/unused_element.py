"""Looks for page elements that many see and hardly anybody uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from leitstand.analysis.contract import Candidate, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.digital.elements import LEAST_SEEN, Element, ranked
from leitstand.foundation.period import add_months
from leitstand.foundation.text import Text

METRIC = "element_interaction_rate"
LITTLE = 0.25
"""Part of the median rate below which an element counts as hardly used."""
LEAST_ELEMENTS = 4


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    columns = ["page_element.name", "day", "impressions", "interactions"]
    days = sight.rows("element_day", columns).rename(columns={"page_element.name": "name"})
    end = (sight.as_of + timedelta(days=1)).replace(day=1)
    since = add_months(end, -12)
    recent = days[(days.day >= str(since)) & days.name.notna()]
    sums = recent.groupby("name")[["impressions", "interactions"]].sum().reset_index()
    found = ranked(
        sums.rename(columns={"impressions": "seen", "interactions": "used"}).astype({"seen": int, "used": int})
    )
    if len(found) < LEAST_ELEMENTS:
        what = Text(de=f"Elemente mit {LEAST_SEEN} Einblendungen", en=f"elements with {LEAST_SEEN} impressions")
        yield TooLittle(METRIC, {}, what, LEAST_ELEMENTS, len(found))
        return
    median = sorted(one.rate for one in found)[len(found) // 2]
    for one in found:
        if one.high < LITTLE * median:
            yield _candidate(one, median, found, since)


def _candidate(one: Element, median: float, all_of_them: list[Element], since: date) -> Candidate:
    return Candidate(
        type="unused_element",
        metric=METRIC,
        dims={"page_element": one.name},
        effect=one.rate,
        low=one.low,
        high=one.high,
        unit="ratio",
        since=since,
        figures={
            "element": Figure(one.name, "text"),
            "seen": Figure(one.seen, "count"),
            "used": Figure(one.used, "count"),
            "median": Figure(median, "ratio"),
        },
        evidence=Evidence(
            "bars",
            {
                "label": [element.name for element in all_of_them],
                "value": [element.rate for element in all_of_them],
                "low": [element.low for element in all_of_them],
                "high": [element.high for element in all_of_them],
            },
            "ratio",
            Text(de="Nutzung je Einblendung, zwölf Monate", en="Interactions per impression, twelve months"),
        ),
        unchecked=[Text(de="ob es auch ungenutzt wirkt", en="whether it works without being used")],
    )


METHOD = Method(
    title=Text(de="Ungenutzte Seitenelemente", en="Unused page elements"),
    question=Text(de="Was sehen viele und nutzt kaum jemand?", en="What do many see and hardly anybody use?"),
    formula="interactions / impressions over twelve months; Wilson's interval below a quarter of the median element",
    misleads=Text(
        de="Manches wirkt, ohne angeklickt zu werden; der Ort auf der Seite zählt mit",
        en="some things work without a click; the place on the page counts too",
    ),
    reference="Wilson (1927); Casella (1985)",
    finds=("unused_element",),
    look=look,
    needs=("element_day",),
)
