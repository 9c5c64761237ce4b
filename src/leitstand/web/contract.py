"""What a page must say about itself; navigation, addresses, permission table and smoke tests are derived from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest, HttpResponseBase

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.control.account.models import User
    from leitstand.web.company import Company
    from leitstand.web.state import State

    class Request(HttpRequest):
        """A request of a signed-in person."""

        company: Company
        state: State
        user: User

else:
    Request = HttpRequest

Group = Literal["measure", "understand", "customers", "steer", "basis", "account"]
Control = Literal["period", "comparison", "segment"]

GROUPS: Mapping[Group, Text] = {
    "measure": Text(de="Messen", en="Measure"),
    "understand": Text(de="Verstehen", en="Understand"),
    "customers": Text(de="Handeln am Kunden", en="Act for customers"),
    "steer": Text(de="Steuern", en="Steer"),
    "basis": Text(de="Grundlage", en="Basis"),
    "account": Text(de="Konto", en="Account"),
}
"""In the order of the loop."""

LADDER = tuple(Role)
ANYBODY = frozenset(Role)


def may(role: Role | str, least: Role) -> bool:
    """Whether a role may do what `least` may."""
    return LADDER.index(Role(role)) >= LADDER.index(least)


@dataclass(frozen=True, slots=True)
class Route:
    """One address of a page.

    name: "" is the page itself. path: below the page's own, Django's notation ("<str:identity>/accept"). view: request,
    arguments of the path → response. role: least role, the page's where not given. post: changes something, by POST
    only. examples: the company → arguments of things that exist, for the tests over all pages; none where it has none.
    """

    name: str
    path: str
    view: Callable[..., HttpResponseBase]
    role: Role | None = None
    post: bool = False
    examples: Callable[[Company], Iterable[Mapping[str, Any]]] = lambda company: [{}]


@dataclass(frozen=True, slots=True)
class Page:
    """One page; its id is the folder's name, its address the id with hyphens unless `path` says otherwise.

    summary: one sentence: which question the page answers. group, place: where it stands in the navigation; place None:
    nowhere. first: roles that see it among the first entries. controls: of the top bar that change it. parts: entries
    below it in the navigation: label, name of an address and its arguments. within: the page of the navigation that
    it belongs to. badge: a number beside its title. warms:
    computes what it shows first, for the memory, whenever there are new data.
    """

    title: Text
    summary: Text
    group: Group
    routes: tuple[Route, ...]
    role: Role = Role.VIEWER
    place: int | None = None
    first: frozenset[Role] = ANYBODY
    path: str | None = None
    controls: tuple[Control, ...] = ("period", "comparison", "segment")
    parts: Callable[[], Iterable[tuple[Text, str, Mapping[str, Any]]]] = tuple
    within: str | None = None
    badge: Callable[[Request], int] | None = None
    warms: Callable[[Company, State], object] = lambda company, state: None
