"""What the page of a process shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from leitstand.analysis.process.naming import REASONS, name_of
from leitstand.foundation.text import Text
from leitstand.reporting.charts.answers import of_process
from leitstand.reporting.charts.contract import Chart
from leitstand.web.contract import Request
from leitstand.web.flows import office, processes, span
from leitstand.web.guard import missing

MOST_STEPS, MOST_WAYS = 14, 8
FATES = ("went_on", "went_back", "repeated", "ended")
"""What becomes of a case that entered a step; together they are all that entered."""


def show(request: Request, name: str) -> HttpResponse:
    one = next((each for each in processes(request.company) if each["process"] == name), None)
    if one is None:
        raise missing(name)
    queue, best = one["bottleneck"]["queue"], one["bottleneck"]["best_quarter"]
    return render(request, "process/process.html", {
        "one": one, "title": name_of(name), "stuck": name_of(one["bottleneck"]["activity"]),
        "time": span(one["median_hours"]), "chart": of_process(one), "funnel": funnel(one),
        "reason": REASONS[queue["reason"]], "queue": queue, "best": best, "best_wait": office(best and best["median"]),
        "best_saved": office(best and best["hours_saved_per_year"]),
        "steps": [_step(step) for step in one["steps"][:MOST_STEPS]],
        "fates": [_fate(each) for each in one["outcomes"]],
        "rework_time": office(one["rework"]["hours"]),
        "ways": [{**way, "path": [name_of(step) for step in way["path"]], "time": span(way["median_hours"])}
                 for way in one["variants"][:MOST_WAYS]],
        "findings": [each for each in request.company.findings()["findings"]
                     if each["status"] != "gone" and name in each["dims"].values()],
    })  # fmt: skip


def funnel(one: Mapping[str, Any]) -> Chart | None:
    """How many cases reach each step, where at least two do."""
    outcomes: Sequence[Mapping[str, Any]] = one["outcomes"]
    if len(outcomes) < 2:
        return None
    columns: dict[str, Sequence[Any]] = {
        "label": [name_of(each["activity"]) for each in outcomes],
        "value": [float(each["entered"]) for each in outcomes],
    }
    title = Text(de="So viele Vorgänge kommen bis hierher", en="So many cases get this far")
    return Chart("funnel", columns, "count", title)


def _step(step: Mapping[str, Any]) -> dict[str, Any]:
    waits = {name: office(step[name]) for name in ("waiting_median", "waiting_p90", "service_median")}
    return {**step, **waits, "title": name_of(step["activity"])}


def _fate(each: Mapping[str, Any]) -> dict[str, Any]:
    inside = each["entered"] - sum(each[fate] for fate in FATES)
    return {**each, "title": name_of(each["activity"]), "inside": inside}
