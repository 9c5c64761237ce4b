"""Goals and plan: what is wanted, what it takes, what is being done, and what would happen if."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.contract import Page, Route
from leitstand.web.pages.plan import acting, setting, views, whatif
from leitstand.web.steering import all_actions, all_goals


def goals(company: Company) -> Iterable[Mapping[str, Any]]:
    if not company.empty:
        yield from ({"identity": one["id"]} for one in all_goals(company)[:8])


def actions(company: Company) -> Iterable[Mapping[str, Any]]:
    if not company.empty:
        yield from ({"identity": one["id"]} for one in all_actions(company)[:8])


def jobs(company: Company) -> Iterable[Mapping[str, Any]]:
    if not company.empty:
        yield from ({"job": one.id} for one in setting.calculations(company)[:4])


def forms(company: Company) -> Iterable[Mapping[str, Any]]:
    if not company.empty:
        yield from ({"form": form} for form in views.FORMS)


def changing(name: str, view: Any) -> Route:
    """A change of an action: by a manager, or by the person who owns it."""
    return Route(f"action.{name}", f"actions/<slug:identity>/{name}", view, role=Role.EMPLOYEE, post=True,
                 examples=actions)  # fmt: skip


PAGE = Page(
    title=Text(de="Ziele & Plan", en="Goals & plan"),
    summary=Text(de="Was wollen wir erreichen, was verlangt es, und was tun wir dafür?",
                 en="What do we want to reach, what does it take, and what do we do for it?"),
    group="steer",
    place=41,
    controls=(),
    first=frozenset({Role.VIEWER, Role.EMPLOYEE, Role.MANAGER, Role.ADMINISTRATOR}),
    warms=whatif.warm,
    routes=(
        Route("", "", views.show),
        Route("export", "plan.<str:form>", views.export, examples=forms),
        Route("whatif", "what-if/", whatif.show),
        Route("whatif.answer", "what-if/answer", whatif.answer),
        Route("new", "new-goal/", setting.new, role=Role.MANAGER),
        Route("calculate", "new-goal/calculate", setting.calculate, role=Role.MANAGER, post=True),
        Route("calculated", "calculated/<slug:job>/", setting.calculated, role=Role.MANAGER, examples=jobs),
        Route("keep", "calculated/<slug:job>/keep", setting.keep, role=Role.MANAGER, post=True, examples=jobs),
        Route("goal", "goals/<slug:identity>/", views.goal, examples=goals),
        Route("goal.drop", "goals/<slug:identity>/drop", setting.drop, role=Role.MANAGER, post=True, examples=goals),
        Route("action", "actions/<slug:identity>/", acting.show, examples=actions),
        changing("start", acting.start),
        changing("done", acting.done),
        changing("drop", acting.drop),
        changing("assign", acting.assign),
        changing("postpone", acting.postpone),
        changing("needs", acting.needs),
        changing("milestone", acting.milestone),
        changing("reach", acting.reach),
        changing("comment", acting.comment),
        changing("measure", acting.measure),
    ),
)  # fmt: skip
