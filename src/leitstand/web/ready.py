"""Which parts of pages are worked out already, so that a page can answer at once and fetch the others."""

from __future__ import annotations

from typing import Any

from leitstand.web.company import Company

NAME = "ready"


def known(company: Company, *key: Any) -> bool:
    """Whether the numbers behind a part are remembered."""
    try:
        company.memory.get((NAME, str(company.scope), *key))
    except KeyError:
        return False
    return True


def note(company: Company, *key: Any) -> None:
    """The part has been worked out: what it needs is remembered from now on."""
    company.remember(NAME, lambda: True, *key)
