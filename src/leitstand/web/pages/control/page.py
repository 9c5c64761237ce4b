"""Control: whether it goes as planned, what wants an answer, and the review of a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.control import views
from leitstand.web.steering import standing


def signals(company: Company) -> Iterable[Mapping[str, Any]]:
    if not company.empty:
        yield from ({"signal": one["id"]} for one in standing(company)["signals"][:5])


def documents(company: Company) -> Iterable[Mapping[str, Any]]:
    if not company.empty:
        yield from ({"job": one.id} for one in views.documents(company)[:3])


PAGE = Page(
    title=Text(de="Erfolgskontrolle", en="Control"),
    summary=Text(de="Sind wir auf Kurs, was verlangt eine Antwort, und was haben wir gelernt?",
                 en="Are we on course, what wants an answer, and what have we learnt?"),
    group="steer",
    place=42,
    controls=("period",),
    first=frozenset({Role.VIEWER, Role.MANAGER, Role.ADMINISTRATOR}),
    warms=views.warm,
    routes=(
        Route("", "", views.show),
        Route("answer", "signals/<slug:signal>/answer", views.answer, role=Role.MANAGER, post=True, examples=signals),
        Route("sign", "sign", views.sign, role=Role.MANAGER, post=True),
        Route("document", "document", views.order, post=True),
        Route("document.wait", "document/<slug:job>/", views.wait, examples=documents),
        Route("document.file", "document/<slug:job>/file", views.download, examples=documents),
    ),
)  # fmt: skip
