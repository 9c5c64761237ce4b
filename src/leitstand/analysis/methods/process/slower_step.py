"""Looks at every step of every process: do cases wait longer before it than they did?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.process import bottleneck, slowing
from leitstand.analysis.process.logs import steps_by_process
from leitstand.analysis.process.naming import REASONS, name_of
from leitstand.analysis.process.office import HOURS_A_DAY
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

METRIC = "flow_efficiency"
LEAST_HOURS = 1.0
"""Office hours by which the wait must have changed to be worth a word."""


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    for process, steps in steps_by_process(sight).items():
        for activity, own in steps[steps.position > 0].groupby("activity"):
            if own.waiting.max() > 0:
                yield _looked_at(process, str(activity), own)


def _looked_at(process: str, activity: str, own: pd.DataFrame) -> Candidate | TooLittle:
    dims = {"process": process, "activity": activity}
    found = slowing.slowing(own)
    if found is None:
        what = Text(de="Monate mit mindestens drei Schritten", en="months with at least three steps")
        return TooLittle(METRIC, dims, what, slowing.LEAST_MONTHS, len(slowing.months_of(own)))
    figures = {
        "process": Figure(name_of(process), "text"),
        "activity": Figure(name_of(activity), "text"),
        "before": Figure(found.before / HOURS_A_DAY, "days"),
        "now": Figure(found.after / HOURS_A_DAY, "days"),
    }
    if best := bottleneck.best_quarter(own):
        figures["saved"] = Figure(round(best[2] / HOURS_A_DAY), "days")
    return Candidate(
        type="slower_step",
        metric=METRIC,
        dims=dims,
        effect=found.effect / HOURS_A_DAY,
        low=found.low / HOURS_A_DAY,
        high=found.high / HOURS_A_DAY,
        unit="days",
        since=found.since.start,
        p=found.p,
        figures=figures,
        evidence=Evidence(
            "series",
            {
                "day": [month.start.isoformat() for month in found.months],
                "value": (found.hours / HOURS_A_DAY).tolist(),
            },
            "days",
            Text(de="Wartezeit in Arbeitstagen, Mittel je Monat", en="Wait in working days, monthly mean"),
        ),
        drivers=[_queue(own)],
        unchecked=[Text(de="ob sich die Art der Vorgänge geändert hat", en="whether the kind of cases changed")],
        good=found.effect < 0,
        worth_saying=abs(found.effect) >= LEAST_HOURS and found.low * found.high > 0,
    )


def _queue(own: pd.DataFrame) -> Driver:
    queue = bottleneck.queue(own)
    used = queue["utilisation"]
    return Driver(REASONS[str(queue["reason"])], float(used) if used is not None else None, "ratio", "went_along_with")


METHOD = Method(
    title=Text(de="Wartezeiten in Prozessen", en="Waiting in processes"),
    question=Text(
        de="Warten Vorgänge vor einem Schritt länger als früher?",
        en="Do cases wait longer before a step than they did?",
    ),
    formula="Student's t between the months after and before each possible month of change, on mean log(1 + office "
    "hours of waiting); the smallest p × the months tried",
    misleads=Text(
        de="bei starker Saison oder wenn sich die Wartezeit langsam verschiebt: der Monat ist dann die Mitte",
        en="with a strong season, or where the wait drifts slowly: the month is the middle of the drift then",
    ),
    reference="Student (1908); Bonferroni (1936)",
    finds=("slower_step",),
    look=look,
)
