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
FATES: Mapping[str, Text] = {
    "went_on": Text(de="weiter", en="went on"),
    "advanced": Text(de="weiter", en="advanced"),
    "won": Text(de="gewonnen", en="won"),
    "went_back": Text(de="zurück", en="went back"),
    "moved_back": Text(de="zurückgestuft", en="moved back"),
    "repeated": Text(de="wiederholt", en="repeated"),
    "lost": Text(de="verloren", en="lost"),
    "ended": Text(de="geendet", en="ended"),
    "still_there": Text(de="noch da", en="still there"),
}
"""What becomes of a case that entered a step or stage; together they are all that entered."""


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
        **outcomes(one),
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


def outcomes(one: Mapping[str, Any]) -> dict[str, Any]:
    """The table of what becomes of the cases: heads, rows with a cell for each head; and for stages a chart of it."""
    told: Sequence[Mapping[str, Any]] = one["outcomes"]
    fates = [name for name in FATES if told and name in told[0]]
    rows = []
    for each in told:
        cells = [each[name] for name in fates]
        inside = each["entered"] - sum(cells)
        title = name_of(each["activity"]) if "activity" in each else Text(de=each["stage"], en=each["stage"])
        rows.append({"title": title, "entered": each["entered"], "cells": [*cells, inside], "stage": each})
    heads = [FATES[name] for name in fates]
    if not any(row["cells"][-1] for row in rows):
        rows = [{**row, "cells": row["cells"][:-1]} for row in rows]
    else:
        heads.append(FATES["still_there"])
    return {"heads": heads, "outcomes": [{**row, "cells": list(zip(heads, row["cells"], strict=True))} for row in rows],
            "stages": stages(told)}  # fmt: skip


def stages(told: Sequence[Mapping[str, Any]]) -> Chart | None:
    """What becomes of the deals at each stage; None for a process without stages."""
    if not told or "stage" not in told[0]:
        return None
    names = ("stage", "entered", "advanced", "won", "still_there", "moved_back", "lost")
    title = Text(de="Was in jeder Phase aus den Verkaufschancen wird", en="What becomes of the deals at each stage")
    return Chart("stages", {name: [each[name] for each in told] for name in names}, "count", title)
