"""Where cases wait, get lost or are done twice, for every process."""

from __future__ import annotations

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.web.contract import Page, Route
from leitstand.web.flows import processes
from leitstand.web.pages.processes import views

PAGE = Page(
    title=Text(de="Prozesse", en="Processes"),
    summary=Text(de="Wo warten Vorgänge, gehen verloren oder werden doppelt getan?",
                 en="Where do cases wait, get lost, or are done twice?"),
    group="understand",
    place=22,
    first=frozenset({Role.ANALYST}),
    controls=(),
    routes=(Route("", "", views.show),),
    warms=lambda company, state: processes(company),
)  # fmt: skip
