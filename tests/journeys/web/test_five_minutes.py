"""The five-minute story: somebody who has never seen it finds out what is going on and why, and does something."""

from __future__ import annotations

from tests.journeys.web.conftest import Visit


def test_from_the_cockpit_to_a_decision(visit: Visit) -> None:
    page = visit("manager")
    page.goto("/")
    print(page.title(), page.locator("h1").inner_text())
