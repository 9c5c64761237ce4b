"""What journeys share: the small company served as it is in a firm, and a browser in which people have signed in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.journeys.web.driving import Site, Watch, serving
from tests.web.serving import ADDRESSES, served

WIDTH, HEIGHT = 1280, 900
PASSWORD = "not so easily guessed 42"
BY_PASSWORD = ("keys@example.org", "factor@example.org")
"""Managers who sign in by PASSWORD."""
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In the process in which the other tests of the web are: the company is made once."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("web"))


def prepared(home: Path) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    """Addresses of all pages, and the path of a link that signs somebody in once, by role.

    Before a browser is there: Django refuses to work beside the loop that drives one.
    """
    from django.urls import reverse

    from leitstand.control.account import entrance
    from leitstand.control.account import services as accounts
    from leitstand.control.ledger import services as ledger
    from leitstand.foundation.home import Home
    from leitstand.web.company import Company
    from leitstand.web.registry import name_of, pages

    with served(home) as alias:
        ledger.set_setting(alias, "second_factor_may_wait", True)
        for role, email in ADDRESSES.items():
            accounts.add(alias, email, role, language="en", name=role.title())
        for email in BY_PASSWORD:
            accounts.add(alias, email, "manager", language="en", password=PASSWORD)
        company = Company(Home(home), next(one for one in accounts.users(alias) if one.role == "administrator"))
        found = []
        for page_id, page in pages().items():
            for route in page.routes:
                given = None if route.post else next(iter(route.examples(company)), None)
                if given is not None:
                    name = name_of(page_id, route)
                    found.append((name, reverse(name, kwargs=dict(given))))
        links = {role: f"/signin/link/{entrance.make_link(alias, email)}" for role, email in ADDRESSES.items()}
    return tuple(found), links


@pytest.fixture(scope="package")
def site(small_company: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The small company, served. Journeys may write to it."""
    home = tmp_path_factory.mktemp("site") / "home"
    shutil.copytree(small_company, home)
    pages, links = prepared(home)
    with serving(home) as address:
        yield Site(home, address, pages, links)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser of this machine is."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: the journeys in a real browser are not made")
    return found


@pytest.fixture(scope="module")
def browser(site: Site, chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Visit]:
    """A window in which somebody of a role is signed in, by a link that works once; "" is nobody.

    At the end of each test: nothing left the machine, and the browser has nothing to complain about.
    """
    watched = []

    def open_window(role: str = "manager", refused: tuple[str, ...] = (), at: Site = site, **options: object) -> Page:
        given = {"base_url": at.address, "viewport": {"width": WIDTH, "height": HEIGHT}, "locale": "en-GB", **options}
        if role in at.states:
            given["storage_state"] = at.states[role]
        context = browser.new_context(**given)  # type: ignore[arg-type]
        context.set_default_timeout(60_000)
        watch = Watch(urlsplit(at.address).netloc, refused)
        watch.over(context)
        watched.append((context, watch))
        page = context.new_page()
        if role and role not in at.states:
            page.goto(at.links[role])
            page.get_by_role("button", name="Sign in now").click()
            page.wait_for_url("/")
            at.states[role] = context.storage_state()
        return page

    yield open_window
    for context, watch in watched:
        context.close()
        assert not watch.wrong, watch.wrong
