"""My tasks: whom to turn to today, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.tasks import views
from leitstand.web.pages.tasks.lists import Lists


def existing(company: Company) -> Iterable[Mapping[str, Any]]:
    """Some tasks that this person may answer."""
    if company.empty:
        return []
    mine = Lists(company)
    return [{"identity": one.task.id} for whose, _ in mine.offered() for one in mine.open(whose)[:2]]


PAGE = Page(
    title=Text(de="Meine Aufgaben", en="My tasks"),
    summary=Text(de="Wer braucht mich heute, und warum?", en="Who needs me today, and why?"),
    group="customers",
    role=Role.EMPLOYEE,
    place=31,
    first=frozenset({Role.EMPLOYEE, Role.MANAGER}),
    controls=(),
    routes=(
        Route("", "", views.show),
        Route("answer", "<slug:identity>/answer", views.answer, post=True, examples=existing),
        Route("assign", "<slug:identity>/assign", views.assign, post=True, examples=existing),
    ),
    badge=views.badge,
)
