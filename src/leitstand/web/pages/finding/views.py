"""What the page of a finding shows, and the answer it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from leitstand.analysis.contract import Evidence
from leitstand.control.account.models import Role
from leitstand.control.finding import services as findings
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.evidence import chart_of
from leitstand.web.contract import Request, may
from leitstand.web.guard import missing
from leitstand.web.shell.speech import spoken
from leitstand.web.told import Told, steps_of, told
from leitstand.web.words import ANSWERS, DRIVER_WORDS

KEPT = Text(de="Ihre Antwort ist gemerkt.", en="Your answer is kept.")


def show(request: Request, identity: str) -> HttpResponse:
    company = request.company
    one, recommendations = _found(request, identity), company.recommendations()
    related = [each for each in company.findings()["findings"] if each["part_of"] == identity]
    whole = company.finding(one.body["part_of"]) if one.body["part_of"] else None
    steps = steps_of(recommendations)
    return render(request, "finding/finding.html", {
        "one": one, "body": one.body, "title": find(one.metric).title, "chart": drawn(one.body),
        "drivers": [{**each, "word": DRIVER_WORDS[each["words"]]} for each in one.body["drivers"]],
        "parts": [told(each, steps) for each in related], "whole": whole,
        "advice": [each for each in recommendations if identity in {e["finding"] for e in each["evidence"]}],
        "answers": ANSWERS.items(), "may_answer": may(request.user.role, Role.MANAGER),
        "where": [f"{name}={value}" for name, value in one.dims.items()] if len(one.dims) == 1 else [],
    })  # fmt: skip


def drawn(body: Mapping[str, Any]) -> Chart | None:
    """The evidence as a chart."""
    kept = body["evidence"]
    evidence = Evidence(kept["kind"], kept["columns"], kept["unit"], Text(**kept["title"]))
    return chart_of(evidence, None, body["currency"], body["metric"])


def answer(request: Request, identity: str) -> HttpResponse:
    """kind: temporary or lasting; note: why."""
    one, kind = _found(request, identity), request.POST.get("kind", "")
    if kind not in ANSWERS:
        raise UnusableInput(
            Text(de="Es fehlt, was Sie antworten.", en="Your answer is missing."),
            Text(de="Wählen Sie „geht vorüber“ oder „bleibt so“.", en="Choose 'passes by itself' or 'stays so'."),
        )
    chosen: Literal["temporary", "lasting"] = "lasting" if kind == "lasting" else "temporary"
    findings.answer(request.company.alias, one.id, chosen, request.POST.get("note", "")[:2000], by=request.user)
    messages.success(request, KEPT.get(spoken()))
    return HttpResponseRedirect(reverse("finding", kwargs={"identity": identity}) + request.state.query())


def _found(request: Request, identity: str) -> Told:
    body = request.company.finding(identity)
    if body is None:
        raise missing(identity)
    return told(body, steps_of(request.company.recommendations()))
