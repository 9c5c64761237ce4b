"""The page of a family of metrics: how it stands, how it goes on, what it is made of."""

from __future__ import annotations

from leitstand.foundation.text import Text
from leitstand.metrics.leads import LEADS
from leitstand.web.contract import Page, Route
from leitstand.web.pages.family import views

PAGE = Page(
    title=Text(de="Bereich", en="Family"),
    summary=Text(
        de="Wie steht ein Bereich da, wie geht es weiter, und woraus setzt es sich zusammen?",
        en="How does a family of metrics stand, how will it go on, and what is it made of?",
    ),
    group="measure",
    within="cockpit",
    routes=(
        Route("", "<str:family>/", views.show, examples=lambda company: [{"family": one} for one in LEADS]),
        Route(
            "part", "<str:family>/<str:part>/", views.part,
            examples=lambda company: [] if company.empty else [
                {"family": one, "part": "tiles"} for one in LEADS if company.leads(one, 1)
            ],
        ),
    ),
    warms=views.warm,
)  # fmt: skip
