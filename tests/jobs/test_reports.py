"""Reports of a company that was loaded: their figures are those of the Python API, limited as whoever asks is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.period import period_of
from leitstand.foundation.segment import Segment
from leitstand.reporting.blocks import Number, Range, Table, Words
from leitstand.reporting.contract import Brief, Report
from leitstand.workspace import Workspace

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
FIRST, DAYS = date(2023, 1, 1), 500


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an order a day over sixteen months: two countries, one buys twice as much."""
    folder = tmp_path_factory.mktemp("reports")
    rows = [HEADER]
    for place in range(DAYS):
        day, country = FIRST + timedelta(days=place), ("Germany", "France")[place % 2]
        quantity = 2 if country == "Germany" else 1
        rows.append(f"{540000 + place},85123A,TEA,{quantity},{day} 10:00:00,10.00,{12000 + place % 40},{country}")
    (folder / "orders.csv").write_text("\n".join(rows), encoding="utf-8")
    workspace = Workspace(folder / "home")
    workspace.import_files(folder / "orders.csv")
    return folder / "home"


@pytest.fixture(scope="module")
def workspace(company: Path) -> Workspace:
    return Workspace(company)


@pytest.fixture(scope="module")
def brief(workspace: Workspace) -> Brief:
    return workspace.reports.brief("monthly", "2024-04")


def figure(report: Report, title: str) -> tuple[float | None, Words | Range]:
    table = next(one for one in report.sections if one.id == "figures").blocks[0]
    assert isinstance(table, Table)
    for row in table.rows:
        name, number, interval, *_ = row.cells
        if name.written("en") == title and isinstance(number, Number) and isinstance(interval, Words | Range):
            return number.value, interval
    raise AssertionError(title)


def test_its_figures_are_those_of_the_python_api(workspace: Workspace) -> None:
    report = workspace.reports.report("quarterly", "2024-Q1")
    value = workspace.values("revenue_net", "quarter", start="2024-01-01", end="2024-04-01")[0]
    assert figure(report, "Net revenue")[0] == value.value
    assert report.title.de == "Quartalsbericht 1. Quartal 2024" and report.headline.en.startswith(
        "Q1 2024: Net revenue"
    )


def test_changes_stand_against_the_period_and_the_year_before(brief: Brief) -> None:
    revenue = brief.figures["revenue"][0]
    assert [one.kind for one in revenue.comparisons] == ["previous_period", "previous_year"]
    assert len(brief.courses["revenue_net"]) == 16  # from the first month of the data on
    assert brief.courses["revenue_net"][-1] == (brief.period, revenue.value)


def test_the_rest_comes_from_the_same_version(company: Path, brief: Brief) -> None:
    assert brief.version == (company / "store/serve/current").read_text().strip()
    assert brief.summary["tests_made"] >= 0 and brief.review["period_start"] == "2024-04-01"
    assert brief.sources == [{"system": "online_retail", "first": "2023-01-01", "last": "2024-05-14"}]
    assert {one["id"] for one in brief.definitions} >= {"revenue_net", "orders", "aov"}


def test_a_segment_limits_every_figure(workspace: Workspace) -> None:
    whole, part = (workspace.reports.report("monthly", "2024-04", where) for where in ((), ("country=FR",)))
    assert figure(whole, "Net revenue")[0] == 450.0 and figure(part, "Net revenue")[0] == 150.0
    assert part.basis.en == "Data as of 2024-05-14 · only Country FR"


def test_whoever_may_see_a_part_gets_a_report_of_that_part(company: Path, brief: Brief) -> None:
    scope = Segment.parse(["country=FR"])
    limited = Workspace(company, scope=scope).reports.brief("monthly", "2024-04")
    assert limited.where == scope and limited.figures["revenue"][0].value == 150.0
    assert all(one["dims"].get("country") == "FR" for one in limited.findings)
    assert brief.figures["revenue"][0].value == 450.0


def test_the_default_is_the_latest_period_that_is_over(workspace: Workspace) -> None:
    reports = workspace.reports
    assert reports.brief("cockpit").period == period_of(date(2024, 4, 1), "month")
    running = reports.report("monthly", "2024-05")
    assert running.basis.en == "Data as of 2024-05-14 · 14 of 31 days"


def test_a_period_that_does_not_fit_is_refused(workspace: Workspace) -> None:
    reports = workspace.reports
    for kind, word in (("monthly", "2024-Q1"), ("quarterly", "2024-W60"), ("quarterly", "2024")):
        with pytest.raises(UnusableInput, match="does not fit this report"):
            reports.brief(kind, word)  # type: ignore[arg-type]
    with pytest.raises(UnusableInput, match="is not a date"):
        reports.brief("monthly", "soon")
    with pytest.raises(UnusableInput, match="does not fit"):
        reports.brief("monthly", period_of(date(2024, 1, 1), "year"))
    with pytest.raises(UnknownId, match="There is no report 'weekly'"):
        reports.brief("weekly")  # type: ignore[arg-type]
    assert reports.brief("cockpit", "2023").period.grain == "year"
    assert reports.brief("quarterly", "2024-02").period == period_of(date(2024, 1, 1), "quarter")


def test_without_data_it_is_an_honest_document(tmp_path: Path) -> None:
    reports = Workspace(tmp_path / "home").reports
    made = reports.make("monthly", "2026-09", "de", form="html")
    assert "Es sind noch keine Daten geladen." in made.content.decode() and "Noch keine Daten" in made.text
    assert made.name == "leitstand-monatsbericht-2026-09.html"
