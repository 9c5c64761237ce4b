"""All findings, by kind and state."""

from __future__ import annotations

from leitstand.foundation.text import Text
from leitstand.web.contract import Page, Route
from leitstand.web.pages.findings import views

PAGE = Page(
    title=Text(de="Auffälligkeiten", en="Findings"),
    summary=Text(de="Was weicht mehr ab, als der Zufall erklärt?", en="What stands out by more than chance?"),
    group="measure",
    within="cockpit",
    controls=(),
    routes=(Route("", "", views.show),),
)
