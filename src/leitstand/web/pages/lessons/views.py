"""What the page of lessons shows."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from leitstand.control.plan import effects
from leitstand.planning.effects.contract import VERDICTS
from leitstand.web.contract import Request
from leitstand.web.pages.lessons.learning import GRADES, by_rule, headline, holds, told
from leitstand.web.steering import all_lessons


def show(request: Request) -> HttpResponse:
    """words: sought; verdict, grade: only those."""
    company = request.company
    found = all_lessons(company)
    if not found:
        return render(request, "lessons/empty.html", {"headline": headline([])})
    measured = effects.newest(company.alias)
    rows = [told(one, measured.get(one["action"]), company.currency) for one in found]
    words, verdict, grade = (request.GET.get(name, "").strip()[:200] for name in ("words", "verdict", "grade"))
    shown = [
        one for one in rows
        if holds(one, words) and verdict in ("", one["body"]["verdict"]) and grade in ("", one["body"]["grade"])
    ]  # fmt: skip
    return render(request, "lessons/lessons.html", {
        "headline": headline(found), "shown": shown, "words": words, "verdict": verdict, "grade": grade,
        "verdicts": VERDICTS.items(), "grades": GRADES.items(), "rules": by_rule(found, company.as_of or date.today()),
    })  # fmt: skip
