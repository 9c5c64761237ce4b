"""What the list of findings shows."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render

from leitstand.metrics.registry import find
from leitstand.web.contract import Request
from leitstand.web.told import Told, steps_of, told
from leitstand.web.words import FINDING_KINDS, FINDING_STATES

OPEN = ("new", "ongoing")


def show(request: Request) -> HttpResponse:
    company = request.company
    summary = company.findings()
    steps = steps_of(company.recommendations())
    everything = [told(one, steps) for one in summary["findings"]]
    state = request.GET.get("state", "open")
    shown = [one for one in everything if _in(state, one)]
    counts = Counter(one.kind for one in shown)
    kind = request.GET.get("kind", "")
    if kind in FINDING_KINDS:
        shown = [one for one in shown if one.kind == kind]
    return render(request, "findings/findings.html", {
        "findings": shown, "summary": summary, "kind": kind, "chosen_state": state,
        "kinds": [(name, title, counts[name]) for name, title in FINDING_KINDS.items() if counts[name]],
        "states": FINDING_STATES.items(), "total": sum(counts.values()),
        "calm": [(one, find(one).title) for one in summary.get("calm", ())],
        "little": sorted({one["metric"] for one in summary.get("too_little_data", ())}),
    })  # fmt: skip


def _in(state: str, one: Told) -> bool:
    return state == "all" or (one.status in OPEN if state == "open" else one.status == state)
