"""Explore: the question stands in the address, the answer adds up, files are safe, views and dashboards are kept."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from leitstand.control.board import services as board
from leitstand.foundation.period import period_of
from leitstand.metrics.compute.result import Status, Value
from leitstand.web.pages.explore.pivot import pivot
from leitstand.web.pages.explore.question import Question
from leitstand.web.pages.explore.table import as_csv, as_xlsx
from leitstand.workspace import Workspace
from tests.web.pages.reading import splits

Client = Callable[..., Any]
ASKED = "metric=revenue_net&by=channel&grain=month&since=12&period=2026-06"


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.parametrize(
    "query",
    [
        "", "metric=orders&grain=total", "metric=nps&by=segment&grain=quarter&view=table",
        "metric=orders&by=channel&by=segment&by=country&grain=total&view=pivot",
        "metric=er_reach&by=platform&by=content_type&grain=total", "metric=orders&by=nonsense&grain=nonsense&view=x",
        "metric=revenue_net&grain=week&since=period&period=2026-06", "metric=orders&where=country=Nowhere",
    ],
)  # fmt: skip
def test_every_question_is_answered(web_home: Path, client_of: Client, query: str) -> None:
    for language in ("de", "en"):
        page = text_of(client_of("viewer").get(f"/explore/?{query}&all=1&lang={language}"))
        assert "data-part-of" not in page


@pytest.mark.parametrize("more", ["&by=segment", "", "&since=all"])
def test_a_pivot_adds_up_to_what_the_workspace_says(web_home: Path, client_of: Client, more: str) -> None:
    page = text_of(client_of().get(f"/explore/?{ASKED}{more}&view=pivot&all=1"))
    shown = splits(page)[0]
    assert shown.total is not None and sum(shown.parts) == pytest.approx(shown.total, abs=0.01)
    if "all" not in more:
        whole = Workspace(web_home).values("revenue_net", "month", start=date(2025, 7, 1), end=date(2026, 7, 1))
        assert shown.total == pytest.approx(sum(one.value or 0.0 for one in whole))


def value(dims: dict[str, str | None], number: float | None, start: date = date(2026, 6, 1)) -> Value:
    status: Status = "small_group" if number is None else "ok"
    return Value(
        "orders", period_of(start, "month"), dims, number, None, number, 3, None, None, status, True, "", "count"
    )


def test_what_no_cell_shows_has_a_row_of_its_own() -> None:
    cells = [value({"channel": "web"}, 5.0), value({"channel": "store"}, None)]
    found = pivot(cells, [value({}, 7.0)], Question("orders", ("channel",), "month"), adds=True)
    assert found is not None and found.whole == 7.0
    told = {name.en: [cell.part for cell in row] for name, row in found.rows}
    assert told["not assigned"] == [2.0, None]
    assert sum(cell.part or 0.0 for _, row in found.rows for cell in row) == 7.0


def test_rates_are_never_summed() -> None:
    found = pivot([value({"channel": "web"}, 0.5)], [value({}, 0.4)], Question("x", ("channel",), "month"), adds=False)
    assert found is not None and found.whole is None
    assert all(cell.part is None for _, row in found.rows for cell in row)


def test_files_hold_what_the_workspace_says(web_home: Path, client_of: Client) -> None:
    cells = Workspace(web_home).values(
        "revenue_net", "month", by=["channel"], start=date(2025, 7, 1), end=date(2026, 7, 1)
    )
    known = pytest.approx(sorted(one.value or 0.0 for one in cells))
    client = client_of("viewer")
    german = client.get(f"/explore/export/answer.csv?{ASKED}&lang=de").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(german), delimiter=";"))
    at = rows[0].index("Wert")
    assert sorted(float(row[at].replace(",", ".")) for row in rows[1:]) == known
    book = load_workbook(io.BytesIO(client.get(f"/explore/export/answer.xlsx?{ASKED}&lang=en").content))
    sheet = book["Numbers"]
    heads = [cell.value for cell in sheet[1]]
    assert sorted(row[heads.index("value")] for row in sheet.iter_rows(min_row=2, values_only=True)) == known
    assert "revenue_net" in [cell.value for cell in book["Definition"]["B"]]
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(client.get(f"/explore/export/answer.parquet?{ASKED}").content))
    assert sorted(table["value"].to_pylist()) == known
    assert table["period_start"].type == "date32[day]" or str(table["period_start"].type) == "date32[day]"


@pytest.mark.parametrize(
    ("form", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("xlsx", b"PK"), ("parquet", b"PAR1")]
)
def test_files_are_what_they_say(web_home: Path, client_of: Client, form: str, begins: bytes) -> None:
    answer = client_of("viewer").get(f"/explore/export/answer.{form}?{ASKED}")
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="revenue_net-channel.{form}"'
    assert client_of("viewer").get("/explore/export/answer.exe").status_code == 404


@pytest.mark.parametrize("evil", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1"])
def test_no_text_becomes_a_formula(evil: str) -> None:
    cells = [value({"channel": evil}, -3.5)]
    asked = Question("orders", ("channel",), "month")
    row = list(csv.reader(io.StringIO(as_csv(cells, asked, "en").decode("utf-8-sig"))))[1]
    assert row[2] == f"'{evil}" and row[3] == "-3.5"
    raw = zipfile.ZipFile(io.BytesIO(as_xlsx(cells, asked, evil, evil, "en")))
    assert not any(b"<f>" in raw.read(name) for name in raw.namelist())


def test_a_view_is_saved_shared_put_on_a_dashboard_and_deleted(web_home: Path, client_of: Client) -> None:
    analyst, viewer = client_of("analyst"), client_of("viewer")
    made = analyst.post("/explore/boards/make", {"title": "Montag", "shared": "1"})["Location"]
    saved = {
        "title": "Umsatz <Kanal>",
        "query": f"{ASKED}&view=chart&lang=de&next=//evil",
        "board": made.split("/")[-2],
    }
    for _ in range(2):
        assert analyst.post("/explore/save", saved)["Location"] == made
    kept = next(one for one in board.views("default", _user("analyst")) if one.title == "Umsatz <Kanal>")
    assert "evil" not in kept.query and "metric=revenue_net" in kept.query
    page = analyst.get(f"{made}?all=1&lang=en").content.decode()
    assert "Umsatz &lt;Kanal&gt;" in page and '<svg class="plot' in page
    assert "Umsatz" not in text_of(viewer.get(f"{made}?lang=en"))  # the dashboard is shared, the view not yet
    assert viewer.post(f"/explore/views/{kept.id}/share", {"shared": "1"}).status_code == 403
    assert analyst.post(f"/explore/views/{kept.id}/share", {"shared": "1"}).status_code == 302
    assert "Umsatz <Kanal>" in text_of(viewer.get("/explore/boards/?lang=en"))
    assert viewer.post(f"/explore/views/{kept.id}/delete").status_code == 404
    assert viewer.post(f"{made}arrange", {"remove": kept.id}).status_code == 404
    assert analyst.post(f"{made}arrange", {"remove": kept.id}).status_code == 302
    assert "Still empty" in text_of(analyst.get(f"{made}?lang=en"))
    assert analyst.post(f"/explore/views/{kept.id}/delete").status_code == 302
    assert analyst.post(f"{made}delete").status_code == 302
    assert analyst.get(made).status_code == 404


def test_viewers_keep_views_for_themselves(web_home: Path, client_of: Client) -> None:
    viewer = client_of("viewer")
    viewer.post("/explore/save", {"title": "Meine", "query": "metric=orders", "shared": "1"})
    kept = next(one for one in board.views("default", _user("viewer")) if one.title == "Meine")
    assert not kept.shared
    assert "Meine" not in text_of(client_of("manager").get("/explore/boards/"))


def test_without_data_it_says_so(empty_home: Path, client_of: Client) -> None:
    assert "/data/" in text_of(client_of("viewer").get("/explore/"))
    assert client_of("viewer").get("/explore/result/").status_code == 404
    assert text_of(client_of("viewer").get("/explore/boards/"))


def _user(role: str) -> Any:
    from leitstand.control.account.models import User

    return User.objects.get(email=f"{role}@example.org")
