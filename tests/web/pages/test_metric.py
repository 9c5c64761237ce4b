"""The page of a metric: what it means, its numbers, the rows behind it, and notes on the time axis."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from leitstand.control.board import services as board
from leitstand.foundation.period import period_of
from leitstand.foundation.schema import table as schema_table
from leitstand.foundation.schema.contract import Privacy
from leitstand.foundation.segment import Segment
from leitstand.metrics.compute.behind import behind
from leitstand.metrics.registry import find, metrics
from leitstand.workspace import Workspace
from tests.web.pages.reading import splits

Client = Callable[..., Any]


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.parametrize("identity", ["revenue_net", "nps", "cash_balance_amount"])
def test_a_metric_is_shown_whole(web_home: Path, client_of: Client, identity: str) -> None:
    for language in ("de", "en"):
        page = text_of(client_of("analyst").get(f"/metric/{identity}/?all=1&lang={language}"))
        assert find(identity).title.get(language) in page
        assert "data-part-of" not in page
        for one in splits(page):
            assert one.total is not None and sum(one.parts) == pytest.approx(one.total, abs=0.01)
    defined = metrics().get(identity)
    if defined is not None:
        assert defined.formula.en in page and defined.caveat.en in page and defined.source in page


def test_all_comparisons_are_told(web_home: Path, client_of: Client) -> None:
    Workspace(web_home).set_target("orders", "2026-06", 100_000)
    page = text_of(client_of().get("/metric/orders/?all=1&period=2026-06&lang=en"))
    for word in ("previous period", "previous year", "target", "industry figure", "competitor", "100,000"):
        assert word in page


def test_the_rows_behind_are_counted_and_tell_nothing_of_employees_or_names(web_home: Path) -> None:
    facts = Workspace(web_home).facts
    june = period_of(date(2026, 6, 1), "month")
    orders = Workspace(web_home).values("orders", "month", start=date(2026, 6, 1), end=date(2026, 7, 1))[0]
    assert behind(facts, "orders", june, Segment())[0].count == orders.value
    kept = {Privacy.DIRECT, Privacy.ONLINE, Privacy.FREE_TEXT, Privacy.EMPLOYEE}
    for identity in ("orders", "win_rate", "nps", "first_response_time", "dso"):
        for one in behind(facts, identity, june, Segment()):
            names = {column for column, _ in one.columns}
            assert not any("employee" in name for name in names)
            if one.table in ("order", "deal", "ticket", "invoice"):
                assert not names & {column.name for column in schema_table(one.table).columns if column.privacy in kept}


def test_single_rows_are_not_for_viewers(web_home: Path, client_of: Client) -> None:
    address = "/metric/orders/part/rows/?period=2026-06&lang=en"
    persons = reverse("person", kwargs={"key": 1}).removesuffix("1/")
    seen = text_of(client_of("employee").get(address))
    hidden = text_of(client_of("viewer").get(address))
    assert "Look at the latest" in seen and persons in seen
    assert "Look at the latest" not in hidden and persons not in hidden


def test_a_note_stands_on_the_time_axis_and_goes_again(web_home: Path, client_of: Client) -> None:
    client = client_of("employee")
    told = {"day": "2026-05-04", "text": "<b>Preise</b> erhöht", "kind": "event", "next": "/metric/orders/?lang=en"}
    for _ in range(2):
        answer = client.post("/metric/orders/note", told)
        assert (answer.status_code, answer["Location"]) == (302, "/metric/orders/?lang=en")
    kept = [one for one in board.notes("default", "orders") if "Preise" in one.text]
    assert len(kept) == 1 and kept[0].kind == "event"
    page = client.get("/metric/orders/?all=1&lang=en").content.decode()
    assert "&lt;b&gt;Preise&lt;/b&gt; erhöht" in page and "<b>Preise" not in page
    assert client_of("viewer").post("/metric/orders/note", told).status_code == 403
    other = client_of("analyst").post(f"/metric/orders/note/{kept[0].id}/remove")
    assert other.status_code == 404
    assert client_of("manager").post(f"/metric/orders/note/{kept[0].id}/remove").status_code == 302
    assert not [one for one in board.notes("default", "orders") if "Preise" in one.text]


def test_a_form_does_not_lead_elsewhere(web_home: Path, client_of: Client) -> None:
    for wanted in ("https://example.com/", "//example.com/", "javascript:alert(1)"):
        told = {"day": "2026-05-05", "text": "Messe", "next": wanted}
        assert client_of().post("/metric/orders/note", told)["Location"].startswith("/metric/orders/")


def test_what_is_no_day_is_refused_in_words(web_home: Path, client_of: Client) -> None:
    answer = client_of().post("/metric/orders/note?lang=en", {"day": "tomorrow", "text": "x"})
    assert answer.status_code == 400 and "is not a date" in unescape(answer.content.decode())


def test_unknown_metrics_and_parts_are_not_there(web_home: Path, client_of: Client) -> None:
    for address in ("/metric/nonsense/", "/metric/orders/part/nonsense/", "/metric/clv_predicted/part/rows/"):
        assert client_of().get(address).status_code == 404


def test_without_data_the_definition_is_told(empty_home: Path, client_of: Client) -> None:
    page = text_of(client_of("viewer").get("/metric/nps/?lang=en"))
    assert find("nps").formula.en in page and "no data yet" in page  # type: ignore[union-attr]
