"""What the pages of goals show, and the plan as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find
from leitstand.planning.control.following import WORD
from leitstand.web.company import Company
from leitstand.web.contract import Request, may
from leitstand.web.guard import missing
from leitstand.web.pages.plan import files
from leitstand.web.pages.plan.aims import aim_of, chances, chart, headline, name_of, standing_words
from leitstand.web.pages.plan.rows import action_rows, plan_headline
from leitstand.web.pages.plan.setting import calculations
from leitstand.web.pages.plan.whatif import asked
from leitstand.web.shell.speech import spoken
from leitstand.web.steering import GOAL_TONES, all_actions, all_goals, pending, standing

FORMS = ("csv", "xlsx")
GOAL_STATES: Mapping[str, Text] = {
    "open": Text(de="offen", en="open"),
    "reached": Text(de="erreicht", en="reached"),
    "missed": Text(de="verfehlt", en="missed"),
    "dropped": Text(de="beendet", en="ended"),
}


def show(request: Request) -> HttpResponse:
    company = request.company
    if company.empty:
        return render(request, "plan/empty.html", {})
    found = all_actions(company)
    goals = standing(company)["goals"]
    everything = request.GET.get("actions") == "all"
    open_ones = [one for one in found if one["runs"]]
    manager = may(request.user.role, Role.MANAGER)
    return render(request, "plan/plan.html", {
        "headline": plan_headline(goals, open_ones), "goals": [goal_row(company, one) for one in goals],
        "rows": action_rows(found if everything else open_ones, company.currency),
        "closed": len(found) - len(open_ones), "everything": everything, "may_set": manager,
        "past": [(one, find(one["metric"]).title, GOAL_STATES[one["state"]]) for one in all_goals(company)
                 if one["state"] != "open"][:8],
        "waiting": [one for one in calculations(company)[:3] if pending(one)] if manager else [],
    })  # fmt: skip


def goal_row(company: Company, followed: Mapping[str, Any]) -> dict[str, Any]:
    """A goal in the list: what, how likely, and a word for how it stands."""
    kept = next(one for one in all_goals(company) if one["id"] == followed["id"])
    aim = aim_of(company, kept)
    return {
        "id": followed["id"], "aim": aim, "title": name_of(aim), "probability": followed["probability"],
        "chance": chances(followed["probability"]), "tone": GOAL_TONES[followed["state"]],
        "word": WORD[followed["state"]], "actual": (followed["so_far"] or {}).get("actual"),
        "plan": (followed["so_far"] or {}).get("plan"), "outlook": (followed["outlook"] or {}).get("mid"),
    }  # fmt: skip


def goal(request: Request, identity: str) -> HttpResponse:
    company = request.company
    kept = next((one for one in ([] if company.empty else all_goals(company)) if one["id"] == identity), None)
    if kept is None:
        raise missing(identity)
    aim = aim_of(company, kept)
    told = standing(company)
    followed = next((one for one in told["goals"] if one["id"] == identity), None)
    own = [one for one in all_actions(company) if one["goal"] == identity]
    levers = {one["metric"] for one in kept["drivers"]} | {kept["metric"]}
    beside = [one for one in all_actions(company) if one not in own and one["runs"] and one["metric"] in levers]
    return render(request, "plan/goal.html", {
        "aim": aim, "goal": kept, "headline": headline(aim), "lead": standing_words(aim, followed),
        "chart": chart(company, aim) if kept["months"] else None, "followed": followed,
        "tone": GOAL_TONES[followed["state"]] if followed else "neutral",
        "word": WORD[followed["state"]] if followed else GOAL_STATES[kept["state"]],
        "asked": asked(company, request.GET, kept) if kept["state"] == "open" else None,
        "rails": guardrails(own + beside, told["signals"], told["as_of"]), "rows": action_rows(own, company.currency),
        "beside": action_rows(beside, company.currency), "may_set": may(request.user.role, Role.MANAGER),
        "signals": [one for one in told["signals"] if one["about"] == identity],
    })  # fmt: skip


def guardrails(found: Sequence[Mapping[str, Any]], signals: Sequence[Mapping[str, Any]],
               as_of: str) -> list[dict[str, Any]]:  # fmt: skip
    """What the actions must not harm, and whether it holds so far."""
    hurt = {one["metric"]: one for one in signals if one["rule"] == "guardrail"}
    begun = [one for one in found if one["state"] == "running" and str(one["starts_on"]) <= as_of]
    running = {name for one in begun for name in one["guardrails"]}
    names = list(dict.fromkeys(name for one in found for name in one["guardrails"]))
    return [{"metric": name, "title": find(name).title, "signal": hurt.get(name), "watched": name in running}
            for name in names]  # fmt: skip


def export(request: Request, form: str) -> HttpResponse:
    """Goals and actions: /plan/plan.xlsx with a sheet each; plan.csv the actions."""
    if request.company.empty or form not in FORMS:
        raise missing(form)
    goals, found = standing(request.company)["goals"], all_actions(request.company)
    language = spoken()
    content = files.xlsx(goals, found, language) if form == "xlsx" else files.csv(found, language)
    kinds = {"csv": "text/csv; charset=utf-8",
             "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip
    response = HttpResponse(content, content_type=kinds[form])
    name = Text(de="leitstand-plan", en="leitstand-plan").get(language)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
