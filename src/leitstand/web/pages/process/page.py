"""One process: its map, what becomes of the cases at each step, waiting, rework, and the ways it goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.flows import processes
from leitstand.web.pages.process import views


def existing(company: Company) -> Iterable[Mapping[str, Any]]:
    return ({"name": one["process"]} for one in processes(company))


PAGE = Page(
    title=Text(de="Prozess", en="Process"),
    summary=Text(de="Wie läuft dieser Prozess, und wo bleibt er hängen?",
                 en="How does this process go, and where does it get stuck?"),
    group="understand",
    within="processes",
    path="processes/",
    controls=(),
    routes=(Route("", "<str:name>/", views.show, examples=existing),),
)  # fmt: skip
