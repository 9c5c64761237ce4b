"""The same pages over a real shop's orders alone: the story as far as the data go, and every page answers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.conftest import FULL
from tests.journeys.web.conftest import Visit, prepared
from tests.journeys.web.driving import Site, is_page, serving

from leitstand.control import database
from leitstand.workspace import Workspace

pytestmark = pytest.mark.skipif(not FULL, reason="takes minutes: LEITSTAND_TEST_ALL=1")


@pytest.fixture(scope="module")
def real_site(shop: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("real") / "home"
    shutil.copytree(shop.home.path, home)
    workspace = Workspace(home)
    workspace.advice.recommendations()
    workspace.tasks.today()
    database.close(home)
    pages, links = prepared(home)
    with serving(home) as address:
        yield Site(home, address, pages, links)


def test_the_story_of_a_shop_and_every_page(real_site: Site, visit: Visit) -> None:
    page = visit("administrator", at=real_site)
    page.goto("/")
    assert re.search(r"\d", page.get_by_role("heading", level=1).inner_text())
    page.locator(".finding h3 a").first.click()
    page.get_by_role("link", name="Look for causes").click()
    expect(page).to_have_url(re.compile(r"/why/\w+/"))
    answered = 0
    for name, address in real_site.pages:
        told = page.request.get(address, timeout=120_000)
        assert told.ok, (name, told.status)
        if is_page(told.body()):
            page.goto(address)
            assert page.get_by_role("heading", level=1).count() == 1, name
            answered += 1
    assert answered > 30
