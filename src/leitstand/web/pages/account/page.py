"""My account: name and language, password and second factor, tokens for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account import services as accounts
from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.account import views


def own_tokens(company: Company) -> Iterable[Mapping[str, Any]]:
    return ({"token": one.pk} for one in accounts.tokens(company.alias, company.user))


PAGE = Page(
    title=Text(de="Mein Konto", en="My account"),
    summary=Text(de="Wie melde ich mich an, und was darf ich sehen?", en="How do I sign in, and what may I see?"),
    group="account",
    controls=(),
    routes=(
        Route("", "", views.show),
        Route("save", "save", views.save, post=True),
        Route("password", "password", views.password, post=True),
        Route("token", "tokens/new", views.new_token, post=True),
        Route("revoke", "tokens/<int:token>/revoke", views.revoke, post=True, examples=own_tokens),
    ),
)
