"""The five-minute story: somebody who has never seen it finds out what is going on and why, and does something."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.conftest import FULL
from tests.journeys.web.conftest import Visit
from tests.journeys.web.driving import PATIENCE

pytestmark = pytest.mark.skipif(not FULL, reason="a long walk by hand of a browser: LEITSTAND_TEST_ALL=1")


def headline(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_from_the_cockpit_to_control(visit: Visit) -> None:
    page = visit("manager")
    page.goto("/")
    assert re.search(r"\d", headline(page)), "the cockpit's headline says how much"
    assert page.locator(".six .metric").count() == 6

    with_advice = page.locator(".finding").filter(has=page.locator(".finding-step a[href*='/recommendations/']")).first
    sentence = with_advice.locator(".finding-words p").first.inner_text()
    with_advice.locator("h3 a").click()
    assert headline(page) == sentence
    finding = page.url

    page.get_by_role("link", name="Look for causes").click()
    expect(page).to_have_url(re.compile(r"/why/\w+/"))
    assert headline(page).startswith("Why ")
    page.locator("[aria-busy=true]").wait_for(state="detached", timeout=1000 * PATIENCE)
    expect(page.locator("main .lead").first).to_contain_text(re.compile(r"\d"))

    page.goto(finding)
    page.locator("aside a[href*='/recommendations/']").first.click()
    advice, title = page.url, headline(page)
    page.get_by_label("Cost in").fill("1500")
    page.get_by_role("button", name="Accept and plan").click()
    accepted = page.get_by_role("link", name="to the action")
    accepted.wait_for(timeout=1000 * PATIENCE)
    assert page.url.partition("?")[0] == advice.partition("?")[0]

    page.goto("/plan/")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=title, exact=True))
    expect(row.first).to_contain_text("1,500")

    page.goto("/control/")
    assert headline(page)
    expect(page.locator("main").get_by_role("link", name=title, exact=True).first).to_be_visible()
