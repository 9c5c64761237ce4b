"""The list of customers: figures as in the Python API, names only for those who may see them, files are safe."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leitstand.foundation.home import Home
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text
from leitstand.web.pages.customers import exporting
from leitstand.web.persons import Persons
from leitstand.workspace import Workspace

Clients = Callable[..., Any]


def persons(home: Path, client_of: Clients, role: str = "manager", **fields: Any) -> Persons:
    from leitstand.control.account.models import User
    from leitstand.web.company import Company

    client_of(role, **fields)
    return Persons(Company(Home(home), User.objects.get(email=f"{role}@example.org")))


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def keys_of(page: str) -> list[int]:
    return [int(key) for key in re.findall(r'<th scope="row"><a class="strong" href="/customers/(\d+)/', page)]


def test_the_groups_are_those_of_the_python_api(web_home: Path, client_of: Clients) -> None:
    told = Workspace(web_home).analysis.customers().told()
    page = text_of(client_of("manager").get("/customers/"))
    book = persons(web_home, client_of).book
    for one in told["segments"]:
        rows = book.table[book.table.rfm == one["id"]]
        assert len(rows) == one["customers"]
        assert float(rows.revenue_year.sum()) == pytest.approx(one["revenue_last_year"])
    assert book.value == pytest.approx(told["outlook"]["value"])
    assert float(book.table.value.sum()) == pytest.approx(told["outlook"]["value"])
    assert float(book.table.score.median()) == pytest.approx(told["standing"]["median"])
    assert f"{len(book.table):,} customers" in page
    parts = [float(one) for one in re.findall(r'data-part="([\d.e-]+)"', page)]
    assert sum(parts) == pytest.approx(float(re.findall(r'data-total="([\d.e-]+)"', page)[0]))


def test_open_items_are_those_of_the_metrics(web_home: Path, client_of: Clients) -> None:
    table = persons(web_home, client_of).table
    workspace = Workspace(web_home)
    tickets = workspace.values("open_ticket_count", "day")[-1]
    assert table.open_tickets.sum() <= (tickets.value or 0)
    late = table[table.overdue_amount > 0]
    assert len(late) and (late.open_amount >= late.overdue_amount - 0.01).all()


def test_filters_narrow_and_columns_sort(web_home: Path, client_of: Clients) -> None:
    client, table = client_of("manager"), persons(web_home, client_of).table
    shown = keys_of(text_of(client.get("/customers/?rfm=risk&sort=status")))
    meant = table[table.rfm.isin(["at_risk", "cannot_lose"])].sort_values("score")
    assert set(shown) <= set(meant.index) and len(shown) == min(50, len(meant))
    assert list(table.loc[shown].score) == sorted(table.loc[shown].score)
    owing = keys_of(text_of(client.get("/customers/?open=invoices&kind=company")))
    assert owing and (table.loc[owing].open_invoices > 0).all() and (table.loc[owing].customer_type == "company").all()
    first, second = (keys_of(text_of(client.get(f"/customers/?at={at}"))) for at in (1, 2))
    assert len(first) == 50 and not set(first) & set(second)
    assert "Nobody fits this choice" in text_of(client.get("/customers/?words=zzzzzz"))
    assert keys_of(text_of(client.get("/customers/?sort=nonsense&at=x&owner=none&region=nowhere"))) == []


def test_names_are_shown_to_those_who_may_see_them_and_every_look_is_kept(web_home: Path, client_of: Clients) -> None:
    from leitstand.control.account import services as accounts

    mine = persons(web_home, client_of)
    (row,) = mine.named(mine.rows(mine.table.nlargest(1, "value")), "test")
    name, owner = row["name"], row["owner"]
    assert name and name in text_of(client_of("manager").get("/customers/"))
    assert row["key"] in {one.key for one in accounts.views("default", email="manager@example.org")}
    page = text_of(client_of("analyst").get("/customers/"))
    assert name not in page and str(row["number"]) in page
    assert accounts.views("default", email="analyst@example.org") == []
    assert name not in text_of(client_of("employee", employee_key=1).get("/customers/?owner=all"))
    if owner is not None:
        assert name in text_of(client_of("employee", employee_key=owner).get("/customers/"))
        seen = accounts.views("default", email="employee@example.org")
        assert seen and all(int(mine.table.owner[one.key]) == owner for one in seen)


def test_a_scope_limits_the_list_and_its_figures(web_home: Path, client_of: Clients) -> None:
    every = persons(web_home, client_of)
    region = str(every.table.region_nuts.mode()[0])
    limited = persons(web_home, client_of, "employee", scope=f"region={region}", employee_key=None)
    assert limited.company.scope == Segment.parse([f"region={region}"])
    assert 0 < len(limited.table) < len(every.table) and (limited.table.region_nuts == region).all()
    page = text_of(client_of("employee", scope=f"region={region}").get("/customers/"))
    assert f"{len(limited.table):,} customers" in page and "only your area" in page
    outside = next(key for key in every.table.index if key not in limited.table.index)
    client = client_of("employee", scope=f"region={region}")
    assert client.get(f"/customers/{outside}/").status_code == 404
    assert client.post(f"/customers/{outside}/note", {"text": "x"}).status_code == 404
    client_of("employee", scope="")


def test_files_hold_what_was_chosen_and_no_formulas(web_home: Path, client_of: Clients) -> None:
    from leitstand.control.account import services as accounts

    table = persons(web_home, client_of).table
    response = client_of("manager").get("/customers/list.csv?rfm=risk")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) - 1 == int(table.rfm.isin(["at_risk", "cannot_lose"]).sum()) and rows[0][1] == "Name"
    exports = [
        one for one in accounts.views("default", email="manager@example.org", most=100_000) if one.kind == "export"
    ]
    assert len(exports) == len(rows) - 1
    names = {
        row[1] for row in csv.reader(io.StringIO(client_of("analyst").get("/customers/list.csv").content.decode()))
    }
    assert names <= {"Name", ""}
    book = client_of("manager").get("/customers/list.xlsx").content
    assert book[:2] == b"PK"


@pytest.mark.parametrize("payload", ["=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
def test_texts_never_become_formulas(payload: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    row = {"key": 1, "number": payload, "name": payload, "value": -3.5, "seen": True, "customer_type": "person"}
    line = list(csv.reader(io.StringIO(exporting.as_csv([row], None, "en").decode("utf-8-sig"), newline="")))[1]
    assert line[0] == line[1] == f"'{payload}" and "-3.5" in line
    sheet = openpyxl.load_workbook(io.BytesIO(exporting.as_xlsx([row], None, "en", Text(de="L", en="L")))).active
    assert sheet["A2"].data_type == "s" and sheet["A2"].value.endswith(payload.strip())


def test_few_private_persons_are_not_handed_to_those_who_may_not_know_them() -> None:
    few = [{"key": n, "seen": False, "customer_type": "person"} for n in range(9)]
    firm, own = (
        {"key": 20, "seen": False, "customer_type": "company"},
        {"key": 21, "seen": True, "customer_type": "person"},
    )
    kept, note = exporting.listed([*few, firm, own])
    assert kept == [firm, own] and note is not None and "9" in note.en
    assert exporting.listed([*few, {**few[0], "key": 9}])[1] is None
