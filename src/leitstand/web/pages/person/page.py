"""A customer from all sides: how things stand, why, what happened, what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.person import views
from leitstand.web.persons import Persons


def existing(company: Company) -> Iterable[Mapping[str, Any]]:
    """Who is worth most, and who has not bought anything yet."""
    if company.empty:
        return []
    table = Persons(company).table
    chosen = [*table.nlargest(2, "value").index, *table[table.rfm.isna()].index[:1], *table.index[:1]]
    return [{"key": int(key)} for key in dict.fromkeys(chosen)]


PAGE = Page(
    title=Text(de="Kund:in", en="Customer"),
    summary=Text(de="Wie steht es um diese Kund:in, und was ist der nächste Schritt?",
                 en="How do things stand with this customer, and what is the next step?"),
    group="customers",
    within="customers",
    role=Role.EMPLOYEE,
    path="customers/",
    controls=(),
    routes=(
        Route("", "<int:key>/", views.show, examples=existing),
        Route("note", "<int:key>/note", views.note, post=True, examples=existing),
        Route("callback", "<int:key>/callback", views.callback, post=True, examples=existing),
        Route("step", "<int:key>/step", views.step, post=True, examples=existing),
    ),
)  # fmt: skip
