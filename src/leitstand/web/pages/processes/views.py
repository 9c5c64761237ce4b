"""What the list of processes shows."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from leitstand.analysis.process.naming import name_of
from leitstand.web.contract import Request
from leitstand.web.flows import processes, span


def show(request: Request) -> HttpResponse:
    rows = [
        {**one, "title": name_of(one["process"]), "stuck": name_of(one["bottleneck"]["activity"]),
         "time": span(one["median_hours"])}
        for one in processes(request.company)
    ]  # fmt: skip
    worst = max(rows, key=lambda one: one["bottleneck"]["waiting_hours"], default=None)
    return render(request, "processes/processes.html", {"rows": rows, "worst": worst})
