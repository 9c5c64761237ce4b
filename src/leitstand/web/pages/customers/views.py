"""What the list of customers shows, and its files."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from leitstand.analysis.customers.retention import cohorts
from leitstand.analysis.customers.segments import SEGMENTS
from leitstand.control.account import services as accounts
from leitstand.control.account.models import Role
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.text import Text
from leitstand.jobs.customer_book import AT_RISK
from leitstand.jobs.customers import Customers
from leitstand.reporting.charts.contract import Chart
from leitstand.web.company import Company
from leitstand.web.contract import Request
from leitstand.web.guard import missing
from leitstand.web.naming import value_name
from leitstand.web.pages.customers import choosing, exporting, numbers
from leitstand.web.persons import Persons
from leitstand.web.shell.speech import spoken
from leitstand.web.state import State

PAGE_SIZE = 50
MOST_EXPORTED = 100_000
TITLE = Text(de="Kund:innen", en="Customers")
GROUP_TONES = {"champions": "good", "loyal": "good", "new": "plan", "promising": "plan", "at_risk": "bad",
               "cannot_lose": "bad", "fading": "watch", "dormant": "neutral"}  # fmt: skip


def warm(company: Company, state: State) -> numbers.Summary:
    """The figures above the list; the first look takes longest."""
    persons = Persons(company)
    _ = persons.timeline
    found: numbers.Summary = company.remember("customers.summary", lambda: numbers.summary(persons.book, persons.table))
    return found


def show(request: Request) -> HttpResponse:
    company = request.company
    persons = Persons(company)
    if company.empty or not len(persons.table):
        return render(request, "customers/empty.html", {})
    given = request.GET.dict()
    if _starts_with_own(request) and "owner" not in given:
        given["owner"] = "me"
    choice = choosing.read(given)
    table = choosing.chosen(persons, choice)
    last = max(1, -(-len(table) // PAGE_SIZE))
    at = min(choice.at, last)
    rows = persons.rows(table.iloc[(at - 1) * PAGE_SIZE : at * PAGE_SIZE])
    summary = warm(company, request.state)
    first = at == 1 and not choice.given.keys() - {"owner"}
    return render(
        request,
        "customers/customers.html",
        {
            "summary": summary, "book": persons.book, "groups": first,
            "chart": cohort_chart(persons) if first else None,
            "rows": dressed(persons, persons.named(rows, "customers")), "found": len(table), "at": at, "last": last,
            "begins": (at - 1) * PAGE_SIZE + 1, "until": min(at * PAGE_SIZE, len(table)),
            "fields": choosing.fields(persons, choice), "heads": choosing.heads(choice), "choice": choice,
            "narrowed": bool(choice.given), "own": _starts_with_own(request), "whole": not company.scope.conditions,
            "total": sum(one.revenue for one in summary.groups), "asked": request.GET.urlencode(),
        },
    )  # fmt: skip


def cohort_chart(persons: Persons) -> Chart | None:
    """Of the customers whom the reader may see; None where it cannot be told for them."""
    company = persons.company

    def limited() -> Chart | None:
        with suppress(LeitstandError):
            own = Customers(company.facts)
            return numbers.cohort_chart(cohorts(own.days, own.day, "Q"))
        return None

    if not company.scope.conditions:
        return numbers.cohort_chart(persons.book.cohorts)
    found: Chart | None = company.remember("customers.cohorts", limited)
    return found


def dressed(persons: Persons, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with what the table says in words."""
    owners = persons.employees(one["owner"] for one in rows)
    return [
        {
            **one,
            "kind": choosing.KINDS.get(one["customer_type"] or ""),
            "region": value_name("region", one["region_nuts"]) if one["region_nuts"] else None,
            "group": SEGMENTS.get(one["rfm"] or ""), "tone": GROUP_TONES.get(one["rfm"] or "", "neutral"),
            "at_risk": one["rfm"] in AT_RISK, "moved": moved(one["score"], one["score_before"]),
            "owner_name": owners.get(one["owner"]) if one["owner"] is not None else None,
        }
        for one in rows
    ]  # fmt: skip


def moved(now: float | None, before: float | None) -> dict[str, Any] | None:
    """The change of a customer's status in whole points; None where it is unknown or nothing."""
    if now is None or before is None or round(now) == round(before):
        return None
    change = round(now) - round(before)
    return {"points": abs(change), "up": change > 0}


def export(request: Request, form: str) -> HttpResponse:
    """/customers/list.csv or .xlsx of the customers chosen; the audit keeps whose names were in it."""
    if form not in ("csv", "xlsx") or request.company.empty:
        raise missing(form)
    persons = Persons(request.company)
    table = choosing.chosen(persons, choosing.read(request.GET.dict())).iloc[:MOST_EXPORTED]
    rows = [{**one, "seen": persons.sees(one)} for one in persons.rows(table)]
    handed, note = exporting.listed(rows)
    named = persons.named([dict(one) for one in handed], "customers", "export")
    unnamed = [one["key"] for one in named if one["name"] is None]
    accounts.viewed(request.company.alias, request.user, "export", unnamed, page="customers")
    language = spoken()
    if form == "csv":
        content, kind = exporting.as_csv(named, note, language), "text/csv; charset=utf-8"
    else:
        content = exporting.as_xlsx(named, note, language, TITLE)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    name = "kunden" if language == "de" else "customers"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}-{request.company.as_of}.{form}"'
    return response


def _starts_with_own(request: Request) -> bool:
    """Whether somebody with own customers sees these first."""
    return request.user.role == Role.EMPLOYEE and request.user.employee_key is not None
