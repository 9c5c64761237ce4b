"""What people do with it day by day: the list of tasks, a goal that is worked out, a document for the meeting."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect
from tests.journeys.web.conftest import Visit
from tests.journeys.web.driving import PATIENCE

KINDS = {"pdf": b"%PDF-", "pptx": b"PK\x03\x04", "xlsx": b"PK\x03\x04"}
PARTS = {"pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}


def test_a_task_is_done_one_postponed_and_one_dismissed(visit: Visit) -> None:
    page = visit("manager")
    page.goto("/tasks/?whose=all")
    todo = page.locator("[data-task]")
    first, second, third = (todo.nth(at).get_attribute("id") for at in range(3))

    page.locator(f"#{first}").get_by_role("button", name="Done").click()
    expect(page.locator(f"#{first}")).to_have_count(0)
    page.locator(f"#{second}").get_by_role("button", name="In a week").click()
    expect(page.locator(f"#{second}")).to_have_count(0)
    page.locator(f"#{third} details.menu > summary").click()
    page.locator(f"#{third}").get_by_label("Dismiss because").select_option(index=1)
    page.locator(f"#{third}").get_by_role("button", name="Dismiss").click()
    expect(page.locator(f"#{third}")).to_have_count(0)

    for state, task in (("done", first), ("postponed", second), ("dismissed", third)):
        page.goto(f"/tasks/?whose=all&state={state}")
        expect(page.locator(f"#{task}")).to_be_visible()


def test_a_goal_is_worked_out_set_and_asked_what_if(visit: Visit) -> None:
    page = visit("manager")
    page.goto("/plan/new-goal/?metric=revenue_net")
    page.get_by_label("How", exact=True).select_option(value="increase")
    page.get_by_label("Value").fill("3")
    page.get_by_role("button", name="Work it out").click()
    accept = page.get_by_role("button", name="Accept the goal")
    accept.wait_for(timeout=1000 * PATIENCE)
    expect(page.locator("main")).to_contain_text("probability")
    accept.click()
    expect(page).to_have_url(re.compile(r"/plan/goals/\w+/"))

    page.goto("/plan/what-if/")
    slider = page.locator("form[data-asks] input[type=range]").first
    slider.wait_for(timeout=1000 * PATIENCE)
    outcome = page.locator(".outcome")
    before = outcome.inner_text()
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(outcome).not_to_have_text(before, use_inner_text=True, timeout=30_000)


@pytest.mark.parametrize("form", KINDS)
def test_the_review_is_taken_along(form: str, visit: Visit) -> None:
    page = visit("manager")
    page.goto("/control/")
    page.get_by_role("button", name=form.upper(), exact=True).click()
    ready = page.get_by_role("link", name="Download", exact=True)
    ready.wait_for(timeout=1000 * PATIENCE)
    with page.expect_download() as waiting:
        ready.click()
    content = waiting.value.path().read_bytes()
    assert waiting.value.suggested_filename.endswith(f".{form}")
    assert content.startswith(KINDS[form]) and len(content) > 5_000
    if form in PARTS:
        assert PARTS[form] in zipfile.ZipFile(io.BytesIO(content)).namelist()
