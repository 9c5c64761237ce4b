"""Bringing in files by the browser: upload, recognise, map, load; putting rejected rows right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leitstand.control.ledger import services as ledger
from leitstand.demo import apart
from leitstand.demo.world import Plan
from leitstand.foundation.home import Home
from leitstand.jobs import maintenance, uploads
from leitstand.workspace import Workspace
from tests.conftest import FULL
from tests.web.pages.working import text_of, work
from tests.web.serving import served

ORDERS = "Bestellnr;Bestelldatum;Kundennr;Kundenname;Betrag\nA-1;05.03.2024;K-1;Kanaria Vogelsang;100,00\n"
ORDERS += "A-2;unlesbar;K-2;Berta Beispiel;19,90\n"


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Home]:
    with served(tmp_path / "home"):
        yield Home(tmp_path / "home")


def given(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def upload(client: Any, home: Home, *files: SimpleUploadedFile) -> list[uploads.Upload]:
    assert client.post("/data/import/upload", {"files": list(files)}).status_code == 302
    work(home)
    return uploads.uploads(home)


def test_a_file_is_uploaded_recognised_and_loaded(fresh: Home, client_of: Callable[..., Any]) -> None:
    client = client_of("analyst")
    assert "Upload files" in text_of(client, "/data/")
    (one,) = upload(client, fresh, given("Bestellungen März.csv", ORDERS))
    assert one.name == "Bestellungen März.csv" and one.ready
    page = text_of(client, f"/data/import/{one.sha256}/")
    assert "2 rows = 1 acceptable + 1 not readable" in page and "unlesbar" in page and "order.order_id" in page
    assert "ready to load" in text_of(client, "/data/import/")
    response = client.post("/data/import/load", {"file": one.sha256})
    assert "data-again" in text_of(client, response.headers["Location"])
    work(fresh)
    done = text_of(client, response.headers["Location"])
    assert re.search(r'data-total="2".*data-part="1".*data-part="1"', done, re.DOTALL)
    (load,) = [one for one in ledger.loads("default") if one.connector != "leitstand"]
    assert load.file_name == "Bestellungen März.csv" and (load.rows_in, load.accepted, load.rejected) == (2, 1, 1)
    assert not list((fresh.path / "incoming").iterdir()) or uploads.uploads(fresh) == []
    assert "€100" in text_of(client, "/data/first/") or "Your data are here" in text_of(client, "/data/first/")


def test_an_unclear_file_is_mapped_once_and_remembered(fresh: Home, client_of: Callable[..., Any]) -> None:
    client, content = (
        client_of("analyst"),
        "Kürzel X;Wann;Wem;Wert\nA-1;05.03.2024;K-1;100,00\nA-2;06.03.2024;K-2;50,00\n",
    )
    (one,) = upload(client, fresh, given("x.csv", content))
    assert not one.ready and "please map" in text_of(client, "/data/import/")
    assert one.found is not None
    (part,) = one.found["parts"]
    targets = ("order.order_id", "order.ordered_at", "order.customer_key", "order.net_amount")
    mapped = {"shape": part["shape"], "source_system": "alt"} | {
        f"column-{n}": target for n, target in enumerate(targets)
    }
    assert client.post(f"/data/import/{one.sha256}/read", mapped).status_code == 302
    work(fresh)
    assert uploads.upload(fresh, one.sha256).ready
    client.post("/data/import/load", {})
    work(fresh)
    assert Workspace(fresh.path).values("revenue_net", "total")[0].value == 150
    (again,) = upload(client, fresh, given("y.csv", content.replace("A-1", "A-3").replace("A-2", "A-4")))
    assert again.ready and again.found is not None and again.found["parts"][0]["by"] == "remembered"


@pytest.mark.parametrize("target", ["order.nonsense", "order.order_id"])
def test_a_wrong_mapping_is_told(fresh: Home, client_of: Callable[..., Any], target: str) -> None:
    client = client_of("analyst")
    (one,) = upload(client, fresh, given("x.csv", ORDERS))
    assert one.found is not None
    shape = one.found["parts"][0]["shape"]
    told = {"shape": shape, "column-0": "order.order_id", "column-1": target}
    response = client.post(f"/data/import/{one.sha256}/read", told)
    assert response.status_code in (400, 404) and b"Traceback" not in response.content


NAMES = (
    "../../evil.csv", "/etc/passwd", "..\\..\\evil.csv", "a\x00b.csv", "x" * 400 + ".csv", ".hidden", "CON",
    "a;rm -rf.csv",
    "<script>alert(1)</script>.csv", "ü€.csv", "%2e%2e%2fevil", "a\nb.csv", '"quoted".csv', "secret.key",
    "control.sqlite3",
)  # fmt: skip


def test_names_lead_nowhere(fresh: Home, client_of: Callable[..., Any]) -> None:
    client = client_of("analyst")
    before = {path for path in fresh.path.parent.rglob("*") if "incoming" not in path.parts}
    client.post("/data/import/upload", {"files": [given(name, f"a;b\n{n};1\n") for n, name in enumerate(NAMES)]})
    after = {path for path in fresh.path.parent.rglob("*") if "incoming" not in path.parts}
    assert {path.name for path in after - before} <= {"control.sqlite3-journal"}
    for path in (fresh.path / "incoming").iterdir():
        assert re.fullmatch(r"[0-9a-f]{64}(\.json)?", path.name)
    assert "<script>alert" not in text_of(client, "/data/import/")
    for wrong in ("..", "%2e%2e", "a" * 64 + "b", "0" * 64, "../control.sqlite3"):
        assert client.get(f"/data/import/{wrong}/").status_code in (404, 301)


def test_empty_wrong_and_too_large_files(
    fresh: Home, client_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from leitstand.web.pages.data import upload as receiving

    client = client_of("analyst")
    assert "is empty" in client.post("/data/import/upload", {"files": given("e.csv", "")}, follow=True).content.decode()
    assert "Choose files" in client.post("/data/import/upload", {}, follow=True).content.decode()
    monkeypatch.setattr(receiving, "MOST_BYTES", 1000)
    page = client.post("/data/import/upload", {"files": given("big.csv", "x" * 2000)}, follow=True).content.decode()
    assert "is too large" in page and not list((fresh.path / "incoming").iterdir())
    (one,) = upload(client, fresh, given("broken.xlsx", b"PK\x03\x04 no workbook"))
    assert not one.ready and one.found is not None and one.found["error"]
    assert "broken.xlsx" in text_of(client, "/data/import/")
    client.post(f"/data/import/{one.sha256}/discard")
    assert uploads.uploads(fresh) == []


@pytest.mark.parametrize("role", ["viewer", "employee"])
def test_who_may_not_import_leaves_nothing(fresh: Home, client_of: Callable[..., Any], role: str) -> None:
    client = client_of(role)
    assert client.post("/data/import/upload", {"files": given("a.csv", ORDERS)}).status_code == 403
    assert client.get("/data/").status_code == 403
    assert not (fresh.path / "incoming").exists() or not list((fresh.path / "incoming").iterdir())


def test_rejected_rows_are_put_right(fresh: Home, client_of: Callable[..., Any]) -> None:
    manager, analyst = client_of("manager"), client_of("analyst")
    upload(manager, fresh, given("b.csv", ORDERS))
    manager.post("/data/import/load", {})
    work(fresh)
    (load,) = [one for one in ledger.loads("default") if one.rejected]
    address = f"/data/loads/{load.id}/rejects/"
    assert "Berta" in text_of(manager, address) and "Berta" not in text_of(analyst, address)
    assert analyst.get(f"{address}rows.csv").status_code == 403
    assert "Berta" in manager.get(f"{address}rows.csv").content.decode("utf-8-sig")
    cells = {f"cell-0-{n}": value for n, value in enumerate(("A-2", "06.03.2024", "K-2", "Berta Beispiel", "19,90"))}
    response = manager.post(f"{address}fix", {"take-0": "1", **cells})
    work(fresh)
    assert "All 1 rows were taken" in text_of(manager, response.headers["Location"])
    assert ledger.load("default", load.id).rejects_state == "reloaded"
    assert Workspace(fresh.path).values("orders", "total")[0].value == 2


def test_a_load_is_withdrawn_after_a_word(fresh: Home, client_of: Callable[..., Any]) -> None:
    client = client_of("analyst")
    upload(client, fresh, given("b.csv", ORDERS))
    client.post("/data/import/load", {})
    work(fresh)
    (load,) = maintenance.loads(fresh)
    client.post(f"/data/loads/{load['load_id']}/withdraw", {})
    work(fresh)
    assert maintenance.loads(fresh)[0]["state"] == "done"
    client.post(f"/data/loads/{load['load_id']}/withdraw", {"sure": "yes"})
    work(fresh)
    assert maintenance.loads(fresh)[0]["state"] == "withdrawn"
    assert client.get("/data/loads/unknown/").status_code == 404


@pytest.mark.skipif(not FULL, reason="takes half a minute")
def test_the_first_half_hour(fresh: Home, client_of: Callable[..., Any], tmp_path: Path) -> None:
    """Five German files of the invented company → revenue, findings, calls, what is missing."""
    (folder := tmp_path / "files").mkdir()
    list(apart.files(Plan(7, 60, True, 36), folder))
    names = ("shop/Bestellungen.csv", "shop/Bestellpositionen.csv", "shop/Kunden.csv", "erp/Rechnungsausgangsbuch.csv",
             "erp/EXTF_Buchungsstapel_2025.csv")  # fmt: skip
    client = client_of("manager")
    files = [given(name.rpartition("/")[2], (folder / name).read_bytes()) for name in names]
    waiting = upload(client, fresh, *files)
    assert len(waiting) == 5 and all(one.ready for one in waiting)
    response = client.post("/data/import/load", {})
    work(fresh, without=())
    assert "rows were taken" in text_of(client, response.headers["Location"])
    page = text_of(client, "/data/first/")
    assert "Revenue of the last twelve months" in page and "reconciled with the books" in page
    assert "What is missing?" in page and "remainder" in page.lower()
