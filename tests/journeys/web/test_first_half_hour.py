"""The first half hour: an empty home, the first administrator, five files of the shop and the books, first answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.conftest import FULL
from tests.journeys.web.conftest import Visit
from tests.journeys.web.driving import PATIENCE, Site, leitstand, one_time_code, serving, settled

from leitstand.foundation.numbers import format_value

pytestmark = pytest.mark.skipif(not FULL, reason="a long walk by hand of a browser: LEITSTAND_TEST_ALL=1")

FIVE = ("shop/Kunden.csv", "shop/Bestellungen.csv", "shop/Bestellpositionen.csv", "shop/Retouren.csv",
        "erp/Summen_und_Saldenliste.xlsx")  # fmt: skip
FIRST = "anna@example.org"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("german") / "files"
    leitstand(folder.parent / "unused", "demo", "--files", str(folder), "--customers", "300", speaks="de")
    return folder


@pytest.fixture(scope="module")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An empty home with its first administrator, made on the command line."""
    home = tmp_path_factory.mktemp("new") / "home"
    with serving(home) as address:
        leitstand(home, "user", "add", FIRST, "--role", "administrator", speaks="de")
        link = leitstand(home, "user", "link", FIRST)["path"]
        yield Site(home, address, links={"first": link})


def test_from_five_files_to_first_answers(new_site: Site, files: Path, visit: Visit) -> None:
    page = visit("", at=new_site, locale="de-DE")
    _let_in(page, new_site.links["first"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Willkommen. Noch sind keine Daten da.")

    page.get_by_role("link", name="Dateien hochladen").click()
    page.locator("input[type=file]").set_input_files([files / name for name in FIVE])
    page.get_by_role("button", name="Hochladen und erkennen").click()
    settled(page, "5 Dateien sind bereit zum Laden")
    page.get_by_role("link", name=re.compile("Vorschau.*Bestellungen.csv")).click()
    assert page.locator("section.block table tbody tr").count() > 0
    page.get_by_role("link", name="Zurück").click()
    page.get_by_role("button", name="Alle 5 bereiten Dateien laden").click()

    shown = page.get_by_role("link", name="Was die Daten sagen")
    shown.wait_for(timeout=1000 * PATIENCE)
    rows, accepted, rejected = (
        int(re.sub(r"\D", "", one)) for one in page.locator(".lead[data-split] span").all_inner_texts()
    )
    assert rows == accepted + rejected > 1_000
    shown.click()
    settled(page, "Umsatz der letzten zwölf Monate:")
    expect(page.locator("[data-again]")).to_have_count(0, timeout=1000 * 3 * PATIENCE)

    told = page.get_by_role("heading", level=1).inner_text()
    year = leitstand(new_site.home, "show", "revenue_net", "--grain", "ttm", speaks="de")[-1]
    assert format_value(year["value"], "currency", "EUR", "de", short=True) in told
    assert "mit den Büchern abgestimmt" in told
    main = page.locator("main")
    for question in ("1. Stimmt der Umsatz?", "2. Was fällt auf?", "3. Wen heute anrufen?", "4. Was fehlt noch?"):
        expect(main.get_by_role("heading", name=question)).to_be_visible()
    assert main.locator("article.row a[href*='/findings/']").count() > 0, "findings"
    assert main.locator("article.row", has_text="Kund:in").count() > 0, "customers to call"
    expect(main).to_contain_text("Es fehlt:")


def _let_in(page: Page, link: str) -> None:
    """By the link of the command line; an administrator sets up a second factor at once."""
    page.goto(link)
    page.get_by_role("button", name="Jetzt anmelden").click()
    key = page.locator("code").first.inner_text().replace(" ", "")
    page.get_by_label(re.compile("Geben Sie den Code ein")).fill(one_time_code(key))
    page.get_by_role("button", name="Einrichten").click()
    page.get_by_role("link", name="Ich habe sie aufbewahrt").click()
