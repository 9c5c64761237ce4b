"""What the page of a process shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from leitstand.analysis.process.naming import REASONS, name_of
from leitstand.analysis.process.office import HOURS_A_DAY
from leitstand.foundation.text import Text
from leitstand.reporting.charts.answers import of_process
from leitstand.reporting.charts.contract import Chart
from leitstand.web.contract import Request
from leitstand.web.flows import office, processes, span
from leitstand.web.guard import missing

MOST_STEPS, MOST_WAYS, MOST_MOVES = 14, 8, 14
FATES = ("went_on", "went_back", "repeated", "ended")
"""What becomes of a case that entered a step; together they are all that entered."""


def show(request: Request, name: str) -> HttpResponse:
    one = next((each for each in processes(request.company) if each["process"] == name), None)
    if one is None:
        raise missing(name)
    queue, best = one["bottleneck"]["queue"], one["bottleneck"]["best_quarter"]
    return render(request, "process/process.html", {
        "one": one, "title": name_of(name), "stuck": name_of(one["bottleneck"]["activity"]),
        "time": span(one["median_hours"]), "chart": of_process(one), "map": drawn_map(one),
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


def drawn_map(one: Mapping[str, Any]) -> Chart | None:
    """From which step to which the cases go, as far as the commonest ways tell, and how long they wait before it."""
    moves: Counter[tuple[str, str]] = Counter()
    for way in one["variants"]:
        for move in pairwise(way["path"]):
            moves[move] += way["cases"]
    if not moves:
        return None
    waits = {step["activity"]: step["waiting"] / step["times"] / HOURS_A_DAY for step in one["steps"] if step["times"]}
    shown = moves.most_common(MOST_MOVES)
    columns: dict[str, Sequence[Any]] = {
        "source": [name_of(start) for (start, _), _ in shown],
        "target": [name_of(end) for (_, end), _ in shown],
        "n": [float(number) for _, number in shown],
        "waiting": [waits.get(end) for (_, end), _ in shown],
    }
    title = Text(de="Wege der Vorgänge und Warten davor, in Arbeitstagen",
                 en="Ways of the cases and waiting before each step, in working days")  # fmt: skip
    return Chart("process_map", columns, "days", title, direction="down")


def _step(step: Mapping[str, Any]) -> dict[str, Any]:
    waits = {name: office(step[name]) for name in ("waiting_median", "waiting_p90", "service_median")}
    return {**step, **waits, "title": name_of(step["activity"])}


def _fate(each: Mapping[str, Any]) -> dict[str, Any]:
    inside = each["entered"] - sum(each[fate] for fate in FATES)
    return {**each, "title": name_of(each["activity"]), "inside": inside}
