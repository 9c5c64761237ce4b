"""Why a metric changed: waterfall, tree, segments, events, one paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.metrics.leads import LEADS
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.why import views


def existing(company: Company) -> Iterable[Mapping[str, Any]]:
    return ({"metric": metric} for family in LEADS for metric in company.leads(family, 2))


PAGE = Page(
    title=Text(de="Ursachen", en="Causes"),
    summary=Text(de="Warum hat sich eine Kennzahl verändert?", en="Why did a metric change?"),
    group="understand",
    place=21,
    first=frozenset({Role.VIEWER, Role.ANALYST, Role.MANAGER, Role.ADMINISTRATOR}),
    routes=(
        Route("start", "", views.start),
        Route("", "<slug:metric>/", views.show, examples=existing),
        Route("answer", "<slug:metric>/answer", views.answer, examples=existing),
        Route("save", "<slug:metric>/save", views.save, post=True, examples=existing),
    ),
    warms=views.warm,
)
