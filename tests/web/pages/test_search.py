"""The search finds by number, name and title, whatever the spelling, and names only for those who may see them."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from leitstand.foundation.text import Text
from leitstand.web.persons import folded
from tests.web.pages.test_customers import Clients, persons, text_of


def test_customers_are_found_by_number_and_name(web_home: Path, client_of: Clients) -> None:
    mine = persons(web_home, client_of)
    (row,) = mine.named(mine.rows(mine.table.nlargest(1, "value")), "test")
    manager, address = client_of("manager"), f"/customers/{row['key']}/"
    assert address in text_of(manager.get("/search/", {"words": row["number"]}))
    assert address in text_of(manager.get("/search/", {"words": row["name"].upper()}))
    mail = mine.find(row["name"])
    assert mail[0] == row["key"]
    analyst = client_of("analyst")
    assert address in text_of(analyst.get("/search/", {"words": row["number"]}))
    assert address not in text_of(analyst.get("/search/", {"words": row["name"]}))
    assert "Customers</h2>" not in text_of(client_of("viewer").get("/search/", {"words": row["number"]}))
    assert address not in text_of(client_of("employee", employee_key=1).get("/search/", {"words": row["name"]}))


def test_metrics_pages_and_findings_are_found_in_both_languages(web_home: Path, client_of: Clients) -> None:
    client = client_of("viewer")
    for words in ("net revenue", "NETTOUMSATZ", "netto"):
        assert "/metrics/revenue_net" in text_of(client.get("/search/", {"words": words})) or "revenue_net" in text_of(
            client.get("/search/", {"words": words})
        )
    assert "/lessons/" in text_of(client.get("/search/", {"words": "erkenntnisse"}))
    assert "/administration/" not in text_of(client.get("/search/", {"words": "verwaltung"}))


def test_actions_elsewhere_are_not_found(web_home: Path, client_of: Clients) -> None:
    from leitstand.control.plan import actions

    told = {"here": {"region": "DE2"}, "elsewhere": {"region": "DE3"}, "everywhere": {}}
    for place, dims in told.items():
        title = Text(de=f"Kanarienvogel {place}", en=f"Canary {place}")
        actions.add_action("default", title=title, metric="orders", dims=dims, anyway="a test")
    found = text_of(client_of("viewer", email="part@example.org", scope="region=DE2").get("/search/?words=canary"))
    assert "Canary here" in found and "Canary elsewhere" not in found and "Canary everywhere" not in found
    assert all(f"Canary {place}" in text_of(client_of("viewer").get("/search/?words=canary")) for place in told)


def test_nothing_found_and_nothing_asked_are_told(client_of: Clients, web_home: Path) -> None:
    client = client_of("manager", language="de")
    assert "Nichts gefunden" in text_of(client.get("/search/", {"words": "qqqqzzzz"}))
    assert "Wonach suchen Sie?" in text_of(client.get("/search/"))
    assert text_of(client.get("/search/", {"words": "<script>x</script>"})).count("<script>x") == 0
    client_of("manager", language="en")


@pytest.mark.parametrize(
    ("one", "other"), [("Müller", "MUELLER"), ("Çelik", "celik"), ("Groß", "GROSS"), ("Łuk a", "łuk  A")]
)
def test_spellings_are_folded(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_it_answers_at_once(web_home: Path, client_of: Clients) -> None:
    client = client_of("manager")
    client.get("/search/", {"words": "umsatz"})
    start = perf_counter()
    client.get("/search/", {"words": "umsatz"})
    assert perf_counter() - start < 0.5, "five times what it takes on a busy machine"
