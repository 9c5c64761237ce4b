"""Both languages on every page by the switch; what the address says stays."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from tests.journeys.web.conftest import Visit
from tests.journeys.web.driving import Site, is_page

OWN_WORDS = ("person", "administration.user")
"""Pages whose headline is a name or a number."""
STATE = "period=2026-Q2&compare=previous_period"


def test_the_switch_speaks_the_other_language_and_keeps_the_rest(site: Site, visit: Visit) -> None:
    page = visit("administrator")
    page.set_default_timeout(30_000)
    seen = 0
    for name, address in site.pages:
        told = page.request.get(f"{address}?{STATE}&lang=en")
        if not is_page(told.body()):
            continue
        assert told.ok, (name, told.status)
        page.goto(f"{address}?{STATE}&lang=en", wait_until="domcontentloaded")
        path = urlsplit(page.url).path
        english = page.locator("h1").inner_text(), page.locator("nav.side").inner_text()
        page.locator(".tools a[hreflang=de]").click()
        page.locator("html[lang=de]").wait_for(state="attached")
        german = page.locator("h1").inner_text(), page.locator("nav.side").inner_text()
        split = urlsplit(page.url)
        kept = parse_qs(split.query)
        assert split.path == path, name
        assert kept == {"period": ["2026-Q2"], "compare": ["previous_period"], "lang": ["de"]}, name
        assert german[1] != english[1], name
        assert german[0] != english[0] or name in OWN_WORDS, (name, german[0])
        seen += 1
    assert seen > 20
