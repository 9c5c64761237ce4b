"""Every page in a real browser: nothing that keeps somebody from reading it, nothing that goes elsewhere, and light."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from tests.conftest import FULL
from tests.journeys.web.conftest import Visit
from tests.journeys.web.driving import PATIENCE, Line, Site, is_page

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
LOOKS = [("light", WIDE), ("dark", NARROW)] + ([("light", NARROW), ("dark", WIDE)] if FULL else [])
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
FIRST, LATER = 600_000, 60_000
"""Bytes that the first page, with all it brings, and each later one may weigh on the line."""
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_can_read_every_page(part: int, site: Site, visit: Visit) -> None:
    """The console and the addresses asked are looked at where the window is closed."""
    page = visit("administrator")
    line, weights, found = Line(page), {}, []
    page.goto("/", wait_until="networkidle")
    assert 0 < line.came <= FIRST, line.came  # what signing in has brought already is not brought again
    for name, address in itertools.islice(site.pages, part, None, PARTS):
        answer = page.request.get(address)
        assert answer.ok, (name, answer.status)
        if is_page(answer.body()):
            line.came = 0
            page.goto(address)
            expect(page.locator("[data-part-of]")).to_have_count(0, timeout=1000 * PATIENCE)
            found += looked_at(page, name)
            weights[name] = line.came
    assert len(weights) > 5 and not found, "\n".join(map(str, found))
    assert all(0 < weight <= LATER for weight in weights.values()), weights


def test_pages_before_signing_in(visit: Visit) -> None:
    page = visit("")
    page.goto("/signin/")
    assert page.context.cookies() == [] or {one["name"] for one in page.context.cookies()} == {"csrftoken"}
    assert not looked_at(page, "sign-in")


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


def faults(page: Page) -> list[Any]:
    """What axe finds fault with: rule, element, why."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(one["id"], node["target"], node["failureSummary"]) for one in found for node in one["nodes"]]
