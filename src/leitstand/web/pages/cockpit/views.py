"""What the cockpit shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from leitstand.control.plan import actions
from leitstand.metrics.leads import LEADS
from leitstand.metrics.registry import find
from leitstand.web.cards import Card, card
from leitstand.web.company import Company
from leitstand.web.contract import Request
from leitstand.web.pages.cockpit.headline import headline
from leitstand.web.state import State, written
from leitstand.web.steering import all_lessons
from leitstand.web.told import open_findings, steps_of, told
from leitstand.web.words import FAMILIES

SHOWN = 5
"""Findings on the first page; all of them stand on their own page."""
DUE_WITHIN = timedelta(days=14)


def show(request: Request) -> HttpResponse:
    company, state = request.company, request.state
    if company.empty:
        return render(request, "cockpit/empty.html", {"families": FAMILIES.values()})
    cards = warm(company, state)
    found, summary = open_findings(company), company.findings()
    steps = steps_of(company.recommendations())
    shown = [told(one, steps) for one in found[:SHOWN]]
    return render(
        request,
        "cockpit/cockpit.html",
        {
            "headline": headline(cards, shown),
            "period": written(state.period),
            "cards": cards,
            "findings": shown,
            "found": len(found),
            "summary": summary,
            "calm": len(summary.get("calm", ())),
            "goals": goals(company),
            "due": due(company),
            "lessons": all_lessons(company)[:2],
            "waiting": [FAMILIES[family] for family in LEADS if not company.leads(family, 1)],
        },
    )


def warm(company: Company, state: State) -> list[Card]:
    """The six cards; the first look at them takes longest."""
    company.choices()
    return [card(company, state, leads[0], FAMILIES[family]) for family in LEADS if (leads := company.leads(family, 1))]


def goals(company: Company) -> list[dict[str, Any]]:
    """Open goals with the chance of reaching them as the last look at them came out."""
    standing = company.goal_standing()
    return [
        {**one, "name": find(one["metric"]).title, "tone": tone_of(one.get("probability_now"))}
        for one in standing if one["state"] == "open"
    ]  # fmt: skip


def tone_of(probability: float | None) -> str:
    if probability is None:
        return "neutral"
    return "good" if probability >= 0.6 else "watch" if probability >= 0.4 else "bad"


def due(company: Company) -> Sequence[Mapping[str, Any]]:
    """Actions that run or should begin, the next day first."""
    seen = company.inside(actions.actions(company.alias))
    open_ones = [one for one in seen if one["state"] in ("planned", "running")]
    return sorted(open_ones, key=lambda one: str(one["due_on"] or "9999"))[:5]
