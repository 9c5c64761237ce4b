"""Signing in with password and second factor: only the right code counts, and each code once."""

from __future__ import annotations

import re
import time

from playwright.sync_api import expect
from tests.journeys.web.conftest import BY_PASSWORD, PASSWORD, Visit
from tests.journeys.web.driving import one_time_code

STRENGTH = 1.5
"""Seconds in which, after a wrong code, none is taken."""


def test_password_and_second_factor(visit: Visit) -> None:
    page = visit("", refused=("/signin/", "/signin/factor/"))

    def sign_in(password: str) -> None:
        page.goto("/signin/")
        page.get_by_label("E-mail address").fill(BY_PASSWORD[1])
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Sign in").click()

    def enter(code: str) -> None:
        page.get_by_label(re.compile("Code from|Enter the code")).fill(code)
        page.get_by_role("button", name=re.compile("Continue|Set up")).click()

    def sign_out() -> None:
        page.get_by_text("Account", exact=True).click()
        page.get_by_role("button", name="Sign out").click()

    sign_in("wrong password")
    expect(page.get_by_role("alert")).to_contain_text("wrong")
    sign_in(PASSWORD)
    page.wait_for_url("/")

    page.goto("/signin/factor/new/")
    key = page.locator("code").first.inner_text().replace(" ", "")
    enter(one_time_code(key))
    codes = page.locator("ul code").all_inner_texts()
    assert len(set(codes)) == 10
    page.get_by_role("link", name="I have kept them").click()
    sign_out()

    sign_in(PASSWORD)
    expect(page).to_have_url(re.compile("/signin/factor/"))
    page.goto("/customers/")
    expect(page).to_have_url(re.compile("/signin/"), timeout=20_000)  # the password alone opens nothing
    sign_in(PASSWORD)
    enter("000000")
    expect(page.get_by_role("alert")).to_be_visible()
    time.sleep(STRENGTH)
    code = one_time_code(key, later=1)
    enter(code)
    page.wait_for_url("/")
    sign_out()

    sign_in(PASSWORD)
    enter(code)
    expect(page.get_by_role("alert")).to_be_visible()
    time.sleep(STRENGTH)
    enter(codes[0])
    page.wait_for_url("/")
