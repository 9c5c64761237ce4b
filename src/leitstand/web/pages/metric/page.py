"""The page of one metric: definition, series, comparisons, breakdown, rows behind it, findings and goals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account.models import Role
from leitstand.control.board import services as board
from leitstand.foundation.text import Text
from leitstand.metrics.leads import LEADS
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.metric import views

FURTHER = ("cash_balance_amount", "complaints", "nrr", "clv_predicted")


def existing(company: Company) -> Iterable[Mapping[str, Any]]:
    return ({"identity": one} for one in (*(metrics[0] for metrics in LEADS.values()), *FURTHER))


def notes(company: Company) -> Iterable[Mapping[str, Any]]:
    return ({"identity": one.metric or "revenue_net", "note": one.id} for one in board.notes(company.alias)[:2])


PAGE = Page(
    title=Text(de="Kennzahl", en="Metric"),
    summary=Text(
        de="Was bedeutet eine Zahl, woraus besteht sie, und womit lässt sie sich vergleichen?",
        en="What does a number mean, what is it made of, and what can it be compared with?",
    ),
    group="measure",
    routes=(
        Route("", "<str:identity>/", views.show, examples=existing),
        Route(
            "part", "<str:identity>/part/<str:part>/", views.part,
            examples=lambda company: [{"identity": "orders", "part": "compared"}] if company.has("orders") else [],
        ),
        Route("note", "<str:identity>/note", views.add_note, role=Role.EMPLOYEE, post=True, examples=existing),
        Route("unnote", "<str:identity>/note/<str:note>/remove", views.remove_note, role=Role.EMPLOYEE, post=True,
              examples=notes),
    ),
    warms=views.warm,
)  # fmt: skip
