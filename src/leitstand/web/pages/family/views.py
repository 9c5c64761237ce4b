"""What a family's page shows, whole or part by part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from leitstand.metrics.leads import LEADS
from leitstand.metrics.registry import find
from leitstand.web.company import Company
from leitstand.web.contract import Request
from leitstand.web.guard import missing
from leitstand.web.pages.family import numbers
from leitstand.web.state import State, written
from leitstand.web.told import steps_of, told
from leitstand.web.words import AGAINST, FAMILIES

SHOWN = 4
"""Findings on the page."""


def show(request: Request, family: str) -> HttpResponse:
    """The page. ?all=1 works everything out before it answers; else parts not known yet come by themselves."""
    company, state = request.company, request.state
    if family not in FAMILIES:
        raise missing(family)
    if company.empty or not numbers.lead_of(company, family):
        lacking = {} if company.empty else numbers.lacking(company, family)
        return render(request, "family/empty.html", {"name": FAMILIES[family], "lacking": lacking})
    findings = numbers.findings_of(company, family)
    steps = steps_of(company.recommendations())
    lead = numbers.lead_card(company, state, family)
    blocks = numbers.blocks(company, state, family, request.GET.get("by", ""), "all" in request.GET)
    return render(
        request,
        "family/family.html",
        _shared(request, family)
        | {
            "name": FAMILIES[family],
            "headline": numbers.headline(lead, family, findings, written(state.period)),
            "blocks": [replace(one, address=_address(one, state)) for one in blocks],
            "findings": [told(one, steps) for one in findings[:SHOWN]],
            "lacking": numbers.lacking(company, family),
        },
    )


def part(request: Request, family: str, part: str) -> HttpResponse:
    """One part of the page, worked out now."""
    company, state, by = request.company, request.state, request.GET.get("by", "")
    if company.empty or family not in FAMILIES or part not in numbers.parts(company, family, by):
        raise missing(part)
    found = numbers.parts(company, family, by)[part]
    block = numbers.Block(part, found, numbers.build(company, state, family, part, by))
    request.path = reverse("family", kwargs={"family": family})  # links of the part are those of its page
    return render(request, "family/block.html",
                  _shared(request, family) | {"block": replace(block, address=_address(block, state))})  # fmt: skip


def _shared(request: Request, family: str) -> dict[str, Any]:
    """What the page and each of its parts need."""
    state = request.state
    metric, offered = numbers.splitting(request.company, family)
    by = request.GET.get("by", "")
    return {
        "family": family,
        "period": written(state.period),
        "against": AGAINST[state.comparison],
        "splits": find(metric).title if metric else None,
        "offered": offered,
        "by": by if by in dict(offered) else next((name for name, _ in offered), ""),
    }


def _address(block: numbers.Block, state: State) -> str:
    if block.part.go is None:
        return ""
    name, arguments, _ = block.part.go
    try:
        return reverse(name, kwargs=dict(arguments)) + state.query()
    except NoReverseMatch:
        return ""


def warm(company: Company, state: State) -> None:
    """Works out all parts of all families as they are shown first."""
    for family in LEADS:
        if numbers.lead_of(company, family):
            numbers.blocks(company, state, family, "", everything=True)
