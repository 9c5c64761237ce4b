"""Recommendations: what to do, why, what it may bring, and how one will know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.recommendations import views


def existing(company: Company) -> Iterable[Mapping[str, Any]]:
    if not company.empty:
        yield from ({"identity": one["id"]} for one in company.recommendations()[:20])


PAGE = Page(
    title=Text(de="Empfehlungen", en="Recommendations"),
    summary=Text(de="Was ist zu tun, was bringt es, und woran erkennt man den Erfolg?",
                 en="What is to be done, what does it bring, and how will one know?"),
    group="steer",
    place=40,
    controls=(),
    routes=(
        Route("", "", views.show),
        Route("one", "<slug:identity>/", views.one, examples=existing),
        Route("accept", "<slug:identity>/accept", views.accept, role=Role.MANAGER, post=True, examples=existing),
        Route("reject", "<slug:identity>/reject", views.reject, role=Role.MANAGER, post=True, examples=existing),
        Route("comment", "<slug:identity>/comment", views.comment, role=Role.EMPLOYEE, post=True, examples=existing),
    ),
)  # fmt: skip
