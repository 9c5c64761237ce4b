"""What `leitstand forecast` shows: the documented shape, readable in both languages, honest about little history."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from leitstand.workspace import Workspace

pytestmark = pytest.mark.xdist_group("showing")  # one process, so that the home is filled once

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years of a shop that sells more in December; France only in the last months."""
    folder = tmp_path_factory.mktemp("forecast")
    rows = [HEADER]
    for month in range(36):
        year, number = 2010 + month // 12, month % 12 + 1
        price = 100 + month + 50 * (number == 12)
        for customer in range(12):
            order = f"{customer:02}{month:03}"
            rows.append(f"1{order},85123A,LANTERN,1,{year}-{number:02}-01 10:00,{price},{customer},Germany")
            if month > 33:
                rows.append(f"2{order},85123A,LANTERN,1,{year}-{number:02}-16 10:00,5,{100 + customer},France")
    rows.append("999999,85123A,LANTERN,1,2012-12-31 10:00,12,1,Germany")
    (folder / "shop.csv").write_text("\n".join(rows) + "\n")
    Workspace(folder / "home").import_files(folder / "shop.csv", check=False)
    return folder / "home"


@pytest.fixture(autouse=True)
def in_filled_home(filled: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("LEITSTAND_HOME", str(filled))


def test_the_documented_shape(call) -> None:  # type: ignore[no-untyped-def]
    answer = call("forecast", "revenue_net", "--horizon", 12, "--where", "country=DE", "--json")
    assert answer.code == 0
    found = answer.json
    assert set(found) >= {"metric", "unit", "grain", "points", "coverage80", "coverage95", "method", "history", "note"}
    assert (found["metric"], found["unit"], found["grain"], found["currency"]) == (
        "revenue_net", "currency", "month", "GBP",
    )  # fmt: skip
    points = found["points"]
    assert [points[0]["period_start"], points[11]["period_end"], len(points)] == ["2013-01-01", "2014-01-01", 12]
    assert all(
        one["low95"] <= one["p10"] <= one["p50"] == one["value"] <= one["p90"] <= one["high95"] for one in points
    )
    assert max(points, key=lambda one: one["value"])["period_start"] == "2013-12-01"
    assert [found["history"][0]["value"], found["history"][-1]["value"], len(found["history"])] == [1200, 2232, 36]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["Prognose: Nettoumsatz", "je Monat, 01/2010 – 12/2012", "Erwartet", "80 %-Bereich", "01/2013"]),
        ("en", ["Forecast: Net revenue", "per month, 2010-01 – 2012-12", "Expected", "80% range", "2013-01"]),
    ],
)
def test_a_person_reads_it(call, monkeypatch, language: str, expected: list[str]) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("LEITSTAND_LANG", language)
    monkeypatch.setenv("COLUMNS", "100")
    answer = call("forecast", "revenue_net", "--horizon", 3)
    shown = answer.out.replace("\xa0", " ")
    assert answer.code == 0 and all(one in shown for one in expected)
    assert "│" in shown and max(map(len, shown.splitlines())) <= 100


def test_split_and_as_a_spreadsheet(call) -> None:  # type: ignore[no-untyped-def]
    by_country = call("forecast", "revenue_net", "--by", "country", "--horizon", 2, "--json").json
    assert [one["dims"] for one in by_country] == [{"country": "DE"}]
    assert "FR" in call("forecast", "revenue_net", "--by", "country").out
    rows = list(csv.DictReader(call("forecast", "orders", "--horizon", 2, "--csv").out.splitlines()))
    assert [row["period_start"] for row in rows] == ["2013-01-01", "2013-02-01"]


def test_little_history_is_said(call) -> None:  # type: ignore[no-untyped-def]
    quarters = call("forecast", "revenue_net", "--grain", "quarter", "--horizon", 2, "--to", "2011-12", "--json").json
    assert quarters["method"] in ("naive", "seasonal_naive") and "8" in quarters["note"]
    assert quarters["points"][0]["period_start"] == "2012-01-01" and quarters["coverage80"] is None


@pytest.mark.parametrize(
    "options", [["--horizon", "99"], ["--horizon", "0"], ["--grain", "total"], ["--grain", "year"], ["--to", "2010-02"]]
)
def test_guessing_is_refused(call, options: list[str]) -> None:  # type: ignore[no-untyped-def]
    answer = call("forecast", "revenue_net", *options)
    assert answer.code == 2 and answer.err and not answer.out


def test_the_workspace_answers_the_same(call, filled: Path) -> None:  # type: ignore[no-untyped-def]
    (outlook,) = Workspace(filled).analysis.forecast("orders", 3, "quarter")
    assert outlook.as_dict() == call("forecast", "orders", "--horizon", 3, "--grain", "quarter", "--json").json


def test_as_pictures(call, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    answer = call("forecast", "revenue_net", "--horizon", 2, "--out", "f.svg")
    assert answer.code == 0 and answer.err.strip().endswith("→ f.svg") and "Forecast: Net revenue" in answer.out
    assert "Net revenue: £" in Path("f.svg").read_text() and "dark band: 80% range" in Path("f.svg").read_text()
    call("forecast", "revenue_net", "--by", "country", "--horizon", 2, "--json", "--out", "f.json")
    assert {one.name for one in tmp_path.glob("*.json")} >= {"f-DE.json"} and not Path("f.json").exists()
    wrong = call("forecast", "revenue_net", "--out", "f.doc")
    assert wrong.code == 2 and "does not end in .svg, .png or .json" in wrong.err
