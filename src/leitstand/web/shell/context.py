"""What every page of the shell shows: navigation, controls and who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.web.contract import GROUPS, Page, may
from leitstand.web.registry import pages
from leitstand.web.state import State, choices, language_of, period_word, written
from leitstand.web.words import COMPARISONS, ROLES


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of all templates."""
    language = language_of(request)
    other = "en" if language == "de" else "de"
    context: dict[str, Any] = {"language": language, "other_language": other}
    company, state = getattr(request, "company", None), getattr(request, "state", None)
    if company is None or state is None:
        return context
    page: Page | None = getattr(request, "page", None)
    return context | {
        "company": company,
        "state": state,
        "page": page,
        "page_id": getattr(request, "page_id", ""),
        "navigation": navigation(request, state),
        "controls": controls(request, page, state) if page else {},
        "role": ROLES[Role(request.user.role)],  # type: ignore[union-attr]
        "kept": [(key, value) for key in request.GET for value in request.GET.getlist(key) if key != "lang"],
        "theme": getattr(request.user, "theme", "") or "auto",
    }


def navigation(request: HttpRequest, state: State) -> dict[str, Any]:
    """`first` and `more`: groups in the order of the loop, each a title and its entries; `open`: more is unfolded."""
    role, current = Role(request.user.role), getattr(request, "page_id", "")  # type: ignore[union-attr]
    page = getattr(request, "page", None)
    current = (page and page.within) or current
    query = state.query()
    found: dict[str, dict[str, list[dict[str, Any]]]] = {"first": {}, "more": {}}
    unfolded = False
    for page_id, page in pages().items():
        if page.place is None or not may(role, page.role):
            continue
        part = "first" if role in page.first else "more"
        unfolded = unfolded or (part == "more" and page_id == current)
        entry = {
            "title": page.title, "address": reverse(page_id) + query if _plain(page) else "",
            "current": page_id == current, "badge": page.badge(request) if page.badge else 0,  # type: ignore[arg-type]
            "parts": [
                {"title": title, "address": (address := reverse(name, kwargs=dict(given))) + query,
                 "current": request.path == address}
                for title, name, given in page.parts()
            ],
        }  # fmt: skip
        found[part].setdefault(page.group, []).append(entry)
    titled = {part: [(GROUPS[group], entries) for group, entries in groups.items()]  # type: ignore[index]
              for part, groups in found.items()}  # fmt: skip
    return {**titled, "open": unfolded}


def _plain(page: Page) -> bool:
    return any(not route.name and "<" not in route.path for route in page.routes)


def controls(request: HttpRequest, page: Page, state: State) -> dict[str, Any]:
    """What the controls of the top bar offer; only those that change the page."""
    company = request.company  # type: ignore[attr-defined]
    found: dict[str, Any] = {}
    if "period" in page.controls:
        offered = choices(company.as_of, company.fiscal_start) if company.as_of else []
        now = period_word(state.period)
        found["period"] = {
            "label": written(state.period),
            "groups": [
                (title, [{"word": period_word(one), "label": written(one), "current": period_word(one) == now}
                         for one in periods])
                for title, periods in offered if periods
            ],
            "from": state.period.start, "to": state.period.last_day,
        }  # fmt: skip
    if "comparison" in page.controls:
        found["comparison"] = {
            "label": COMPARISONS[state.comparison],
            "offered": [{"word": word, "label": label, "current": word == state.comparison}
                        for word, label in COMPARISONS.items()],
        }  # fmt: skip
    if "segment" in page.controls:
        found["segment"] = {
            "label": Text(de="Alle", en="All") if not state.where else Text(*(", ".join(state.where),) * 2),
            "offered": company.choices(), "where": state.where,
        }  # fmt: skip
    return found
