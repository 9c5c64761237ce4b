"""The cockpit: one headline, six families, what needs attention, goals, what is due."""

from __future__ import annotations

from leitstand.foundation.text import Text
from leitstand.metrics.leads import LEADS
from leitstand.web.contract import Page, Route
from leitstand.web.pages.cockpit import views
from leitstand.web.words import FAMILIES

PAGE = Page(
    title=Text(de="Übersicht", en="Overview"),
    summary=Text(de="Was ist los, und was braucht Aufmerksamkeit?", en="What is going on, and what needs attention?"),
    group="measure",
    place=10,
    path="",
    parts=lambda: [(FAMILIES[family], "family", {"family": family}) for family in LEADS],
    routes=(Route("", "", views.show),),
    warms=views.warm,
)
