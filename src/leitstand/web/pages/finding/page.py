"""One finding in full: what, since when, what it is worth, what drives it, how sure, and what people said to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.finding import views


def existing(company: Company) -> Iterable[Mapping[str, Any]]:
    return ({"identity": one["id"]} for one in company.findings()["findings"][:40])


PAGE = Page(
    title=Text(de="Auffälligkeit", en="Finding"),
    summary=Text(de="Was genau fällt auf, seit wann, und wie sicher ist es?",
                 en="What stands out exactly, since when, and how sure is it?"),
    group="measure",
    within="cockpit",
    path="findings/",
    controls=(),
    routes=(
        Route("", "<slug:identity>/", views.show, examples=existing),
        Route("answer", "<slug:identity>/answer", views.answer, role=Role.MANAGER, post=True, examples=existing),
    ),
)  # fmt: skip
