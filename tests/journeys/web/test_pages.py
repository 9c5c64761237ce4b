"""Every page in a real browser: nothing that keeps somebody from reading it, nothing that goes elsewhere."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.conftest import FULL
from tests.journeys.web.conftest import Visit
from tests.journeys.web.driving import Site

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
LOOKS = [("light", WIDE), ("dark", NARROW)] + ([("light", NARROW), ("dark", WIDE)] if FULL else [])
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def faults(page: Page) -> list[Any]:
    """What axe finds fault with: rule and element."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(one["id"], node["target"], node["failureSummary"]) for one in found for node in one["nodes"]]


def looked_at(page: Page, name: str) -> list[Any]:
    """Faults of the page that is open, in each theme and width."""
    found = []
    for theme, size in LOOKS:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found += [(name, theme, size["width"], *one) for one in faults(page)]
        if page.evaluate(SIDEWAYS):
            found.append((name, theme, size["width"], "scrolls sideways"))
    return found


@pytest.mark.parametrize("part", range(4))
def test_everybody_can_read_every_page(part: int, site: Site, visit: Visit) -> None:
    page = visit("administrator")
    found, read = [], 0
    for name, address in itertools.islice(site.pages, part, None, 4):
        answer = page.request.get(address)
        assert answer.ok, (name, answer.status)
        if answer.body().lstrip().startswith(b"<!doctype html"):  # no file, and no part of a page
            page.goto(address)
            page.wait_for_function("!document.querySelector('[data-part-of]')")
            found += looked_at(page, name)
            read += 1
    assert read > 5 and not found, "\n".join(map(str, found))
