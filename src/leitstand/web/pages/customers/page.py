"""Customers: who there is, who is at risk, what they will bring; a list to search, filter and take along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.customers import views


def files(company: Company) -> Iterable[Mapping[str, Any]]:
    return [] if company.empty else [{"form": "csv"}, {"form": "xlsx"}]


PAGE = Page(
    title=Text(de="Kund:innen", en="Customers"),
    summary=Text(
        de="Wer sind unsere Kund:innen, und wer ist gefährdet?", en="Who are our customers, and who is at risk?"
    ),
    group="customers",
    role=Role.EMPLOYEE,
    place=30,
    first=frozenset({Role.EMPLOYEE, Role.ANALYST, Role.MANAGER}),
    controls=(),
    routes=(
        Route("", "", views.show),
        Route("export", "list.<str:form>", views.export, examples=files),
    ),
    warms=views.warm,
)
