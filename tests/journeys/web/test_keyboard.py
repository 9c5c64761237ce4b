"""By keyboard alone: sign in, choose a period, reach a finding and answer it; one always sees where one is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.conftest import FULL
from tests.journeys.web.conftest import BY_PASSWORD, PASSWORD, Visit

pytestmark = pytest.mark.skipif(not FULL, reason="a long walk by hand of a browser: LEITSTAND_TEST_ALL=1")

AT = """() => {const one = document.activeElement, look = getComputedStyle(one);
  const wide = parseFloat(look.outlineWidth), edge = look.outlineStyle !== 'none' && wide >= 1;
  return [one.tagName, one.textContent.trim().replace(/\\s+/g, ' '), edge]}"""
MOST = 120


def tab_to(page: Page, words: str) -> None:
    """Presses Tab until what has these words is reached; on the way every stop is to be seen."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        tag, text, edge = page.evaluate(AT)
        assert edge or tag == "BODY", f"focus is not to be seen on {tag} {text[:60]}"
        if re.fullmatch(words, text):
            return
    raise AssertionError(f"{words} is not reached by keyboard")


def test_a_finding_is_answered_without_a_mouse(visit: Visit) -> None:
    page = visit("")
    page.goto("/signin/")
    page.keyboard.type(BY_PASSWORD[0])  # the field has the focus
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("/")

    page.keyboard.press("Tab")
    assert page.evaluate(AT)[1] == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.reload()

    tab_to(page, "Period .*")
    page.keyboard.press("Enter")
    expect(page.locator("details.menu[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("details.menu[open]")).to_have_count(0)
    assert page.evaluate(AT)[1].startswith("Period "), "Escape gives the focus back"
    page.keyboard.press("Enter")
    tab_to(page, r"Q\d \d{4}")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"period=\d{4}-Q\d"))

    title = page.locator(".finding h3 a").first.inner_text()
    tab_to(page, re.escape(title))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/findings/\w+/"))
    assert "period=" in page.url, "the period goes along"

    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "kind":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Known, the campaign ended.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Known, the campaign ended.")
