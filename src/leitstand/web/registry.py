"""Finds the pages, and says who may open which address."""

from __future__ import annotations

from functools import cache
from typing import cast

from leitstand.control.account.models import Role
from leitstand.foundation.registry import things
from leitstand.web.contract import Page, Route


@cache
def pages() -> dict[str, Page]:
    """Id → page, in the order of the navigation."""
    found = cast("dict[str, Page]", things("leitstand.web.pages", "PAGE", "page"))
    return dict(sorted(found.items(), key=lambda one: (one[1].place is None, one[1].place or 0, one[0])))


def path_of(page_id: str) -> str:
    """The part of the address that belongs to the page, with its slash at the end; "" for the first page."""
    own = pages()[page_id].path
    return page_id.replace("_", "-") + "/" if own is None else own


def name_of(page_id: str, route: Route) -> str:
    """The name of an address, for `reverse`."""
    return f"{page_id}.{route.name}" if route.name else page_id


def permissions() -> list[tuple[str, str, str, Role]]:
    """The permission table: name, address, method, least role."""
    return [
        (name_of(page_id, route), f"/{path_of(page_id)}{route.path}", "POST" if route.post else "GET",
         route.role or page.role)
        for page_id, page in pages().items()
        for route in page.routes
    ]  # fmt: skip
