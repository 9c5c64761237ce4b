"""Tells for every recorded process in how many cases something was done twice, and which step it mostly was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leitstand.analysis.contract import Candidate, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.process.logs import DEAL, ORDER, TICKET, steps_by_process
from leitstand.analysis.process.naming import name_of
from leitstand.analysis.process.steps import cases_of
from leitstand.foundation.text import Text
from leitstand.metrics.compute.intervals import wilson

if TYPE_CHECKING:
    import pandas as pd

METRIC = "rework_rate"
LEAST_CASES, MUCH = 100, 0.03
SHOWN = 5


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    for process, steps in steps_by_process(sight).items():
        if process not in (TICKET, ORDER, DEAL):  # milestones come once
            yield _looked_at(process, steps)


def _looked_at(process: str, steps: pd.DataFrame) -> Candidate | TooLittle:
    found = cases_of(steps)
    again, cases = int(found.rework.sum()), len(found)
    bounds = wilson(again, cases)
    if cases < LEAST_CASES or bounds is None:
        return TooLittle(METRIC, {"process": process}, Text(de="Vorgänge", en="cases"), LEAST_CASES, cases)
    repeated = steps[steps.again].groupby("activity").case_id.nunique().sort_values(ascending=False)
    figures = {
        "process": Figure(name_of(process), "text"),
        "activity": Figure(name_of(str(repeated.index[0])) if len(repeated) else "–", "text"),
        "cases": Figure(cases, "count"),
        "ways": Figure(int(found.variant.nunique()), "count"),
    }
    return Candidate(
        type="repeated_work",
        metric=METRIC,
        dims={"process": process},
        effect=again / cases,
        unit="ratio",
        low=bounds[0],
        high=bounds[1],
        figures=figures,
        evidence=Evidence(
            "bars",
            {
                "label": [name_of(str(one)) for one in repeated.index[:SHOWN]],
                "value": repeated.tolist()[:SHOWN],
                "low": [None] * len(repeated[:SHOWN]),
                "high": [None] * len(repeated[:SHOWN]),
            },
            "count",
            Text(de="Vorgänge, in denen die Tätigkeit wiederholt wurde", en="Cases in which the activity was repeated"),
        ),
        unchecked=[Text(de="welche Wiederholung zum Ablauf gehört", en="which repetition belongs to the process")],
        good=False,
        matter=f"repeated work in {process}",
        worth_saying=again / cases >= MUCH,
    )


METHOD = Method(
    title=Text(de="Doppelte Arbeit", en="Repeated work"),
    question=Text(de="In wie vielen Vorgängen wird etwas noch einmal getan?",
                  en="In how many cases is something done again?"),
    formula="cases in which an activity occurs more than once / all cases; Wilson's interval",
    misleads=Text(
        de="wenn Wiederholung zum Ablauf gehört, etwa eine zweite Mahnung",
        en="where repetition belongs to the process, such as a second reminder",
    ),
    reference="Dumas et al. (2018); Wilson (1927)",
    finds=("repeated_work",),
    look=look,
    needs=("case_event",),
)  # fmt: skip
