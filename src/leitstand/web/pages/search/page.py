"""Search: customers, metrics, findings, actions and pages by their words."""

from __future__ import annotations

from leitstand.foundation.text import Text
from leitstand.web.contract import Page, Route
from leitstand.web.pages.search import views

PAGE = Page(
    title=Text(de="Suche", en="Search"),
    summary=Text(de="Wo steht, was ich suche?", en="Where is what I look for?"),
    group="measure",
    controls=(),
    routes=(Route("", "", views.show),),
)
