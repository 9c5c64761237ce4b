"""DATEV exports: year, side, tax and chart of a posting, debtors and creditors, and the public sample."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow.compute as pc
import pytest

from leitstand.sources.connectors.datev_extf.accounts import kind, reverses, tax_rate
from leitstand.sources.contract import Staged
from leitstand.sources.readers import read
from leitstand.sources.recognise import connectors, stage

SHARED = Path(__file__).resolve().parents[2] / "../shared/data/bank_statement_formats/datev/examples"
HEADINGS = (
    "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Konto;Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;"
    "Belegdatum;Belegfeld 1;Buchungstext;KOST1 - Kostenstelle;Generalumkehr (GU)"
)


def batch(tmp_path: Path, *rows: str, chart: str = "03", starts_on: str = "20240101") -> Staged:
    first = (
        f'"EXTF";700;21;"Buchungsstapel";13;;;"RE";"";"";1;1;{starts_on};4;;;"B";"";1;0;0;"EUR";;"";;;"{chart}";;;"";""'
    )
    path = tmp_path / "EXTF_Buchungsstapel.csv"
    path.write_bytes("\r\n".join([first, HEADINGS, *rows, ""]).encode("cp1252"))
    (raw,) = read(path)
    return connectors()["datev_extf"].read(raw)


def amounts(staged: Staged) -> list[str]:
    return sorted(str(value.normalize()) for value in staged.tables["cost"]["amount"].to_pylist())


@pytest.mark.parametrize(
    ("row", "amount"),
    [
        ("119,00;S;EUR;4600;70001;9;1501;R1;;;", "100"),  # input tax inside
        ("119,00;S;EUR;70001;4600;9;1501;R1;;;", "-100"),  # the cost account stands on the other side
        ("119,00;H;EUR;70001;4600;9;1501;R1;;;", "100"),
        ("119,00;H;EUR;4600;70001;9;1501;R1;;;", "-100"),
        ("119,00;S;EUR;4600;70001;29;1501;R1;;;", "-100"),  # reversal by key
        ("119,00;S;EUR;4600;70001;9;1501;R1;;;1", "-100"),  # reversal by its own column
        ("119,00;S;EUR;4600;70001;94;1501;R1;;;", "119"),  # reverse charge: no tax inside
        ("119,00;S;EUR;4600;70001;;1501;R1;;;", "119"),
    ],
)
def test_cost_is_net_and_debit_is_positive(tmp_path: Path, row: str, amount: str) -> None:
    staged = batch(tmp_path, row)
    assert not staged.rejects
    assert amounts(staged) == [str(Decimal(amount).normalize())]


def test_a_posting_between_two_cost_accounts_gives_both(tmp_path: Path) -> None:
    staged = batch(tmp_path, "50,00;S;EUR;4600;4730;;1501;U1;;;")
    rows = staged.tables["cost"].to_pylist()
    assert {row["cost_type"]: row["amount"] for row in rows} == {"acquisition_media": 50, "fulfilment": -50}
    assert len({row["cost_id"] for row in rows}) == 2


def test_the_year_is_that_of_the_fiscal_year(tmp_path: Path) -> None:
    rows = [f"1,00;S;EUR;4600;70001;;{day};R;;;" for day in ("3006", "107", "3112")]
    staged = batch(tmp_path, *rows, starts_on="20230701")
    assert sorted(staged.tables["cost"]["booked_on"].to_pylist()) == [
        dt.date(2023, 7, 1), dt.date(2023, 12, 31), dt.date(2024, 6, 30),
    ]  # fmt: skip


def test_charts_differ_and_persons_accounts_are_longer() -> None:
    assert (kind("03", "4600", 4), kind("04", "4600", 4)) == ("acquisition_media", "revenue")
    assert (kind("04", "6600", 4), kind("04", "660000", 6)) == ("acquisition_media", "acquisition_media")
    assert kind("03", "46001", 4) is None
    assert kind("03", "460x", 4) is None


def test_tax_keys() -> None:
    summer, winter = dt.date(2020, 8, 1), dt.date(2024, 1, 1)
    assert (tax_rate("9", winter), tax_rate("8", winter)) == (Decimal("0.19"), Decimal("0.07"))
    assert (tax_rate("9", summer), tax_rate("8", summer)) == (Decimal("0.16"), Decimal("0.05"))
    assert (tax_rate("40", winter), tax_rate(None, winter), tax_rate("401", winter)) == (Decimal(0), Decimal(0), None)
    assert [reverses(key) for key in ("29", "80", "9", "49", None)] == [True, True, False, False, False]


def test_what_is_no_cost_is_rejected_and_revenue_named(tmp_path: Path) -> None:
    rows = [
        "119,00;S;EUR;10001;8400;;1501;R1;;;",
        "5,00;S;EUR;1200;10001;;1501;Z1;;;",
        "1,00;S;EUR;4600;70001;;1501;R;;;",
    ]
    staged = batch(tmp_path, *rows)
    assert amounts(staged) == ["1"]
    assert [reject.row for reject in staged.rejects] == [3, 4]
    assert any("Revenue accounts: 119.00 in 1 postings" in note.en for note in staged.notes)
    assert staged.controls is not None
    assert staged.controls["class"].to_pylist() == ["revenue", "other", "cost"]
    assert pc.sum(staged.controls["amount"]).as_py() == 125


def test_without_a_fiscal_year_no_day_is_guessed(tmp_path: Path) -> None:
    staged = batch(tmp_path, "1,00;S;EUR;4600;70001;;1501;R;;;", starts_on="")
    assert "fiscal year is missing" in staged.rejects[0].reason.en


def test_creditors_are_no_customers(tmp_path: Path) -> None:
    first = '"DTVF";700;16;"Debitoren/Kreditoren";5;;;"RE";"";"";1;1;20240101;4'
    names = (
        "Konto;Name (Adressattyp Unternehmen);Name (Adressattyp natürl. Person);Vorname (Adressattyp natürl. Person);"
    )
    path = tmp_path / "stamm.csv"
    body = ["10001;Muster GmbH;;;;2;DE", "70001;Lieferant AG;;;;2;DE", "10002;;Beispiel;Anna;;1;DE"]
    text = "\r\n".join([first, names + "Name (Adressattyp keine Angabe);Adressattyp;Land", *body])
    path.write_bytes(text.encode("cp1252"))
    (raw,) = read(path)
    staged = connectors()["datev_extf"].read(raw)
    assert [(one.row, one.value) for one in staged.rejects] == [(4, "70001")]
    assert staged.tables["customer_vault"]["name"].to_pylist() == ["Muster GmbH", "Anna Beispiel"]
    assert staged.tables["customer"]["customer_type"].to_pylist() == ["company", "person"]


def test_public_names_of_accounts_are_recognised() -> None:
    if not SHARED.exists():
        pytest.skip("the public data beside the project (../shared/data) are not here")
    (raw,) = read(SHARED / "EXTF_Kontenbeschriftungen.csv")
    connector, staged, info = stage(raw, {})
    assert (connector, info["reference"], dict(staged.tables)) == ("datev_extf", True, {})
    assert raw.rows["Kontenbeschriftung"].to_pylist() == ["Betriebsausstattung", "Kasse", "Girokonto"]
