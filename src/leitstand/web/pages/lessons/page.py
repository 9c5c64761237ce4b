"""Lessons: what every finished action taught, the failures too."""

from __future__ import annotations

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.web.contract import Page, Route
from leitstand.web.pages.lessons import views

PAGE = Page(
    title=Text(de="Erkenntnisse", en="Lessons"),
    summary=Text(de="Was hat gewirkt, was nicht, und wie sicher wissen wir das?",
                 en="What worked, what did not, and how surely do we know?"),
    group="steer",
    place=43,
    controls=(),
    first=frozenset({Role.VIEWER}),
    routes=(Route("", "", views.show),),
)  # fmt: skip
