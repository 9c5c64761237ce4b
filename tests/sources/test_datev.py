"""DATEV exports: year, side, tax and chart of a posting, debtors and creditors, and the public sample."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow.compute as pc
import pytest

from leitstand.sources.connectors.datev_extf.keys import TaxKey, tax_key
from leitstand.sources.contract import ROW, Staged
from leitstand.sources.layouts.charts import Tax, chart, guess
from leitstand.sources.readers import read
from leitstand.sources.recognise import connectors, stage

SHARED = Path(__file__).resolve().parents[2] / "../shared/data/bank_statement_formats/datev/examples"
HEADINGS = (
    "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Konto;Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;"
    "Belegdatum;Belegfeld 1;Buchungstext;KOST1 - Kostenstelle;Generalumkehr (GU);Skonto"
)


def batch(tmp_path: Path, *rows: str, chart: str = "03", starts_on: str = "20240101") -> Staged:
    first = (
        f'"EXTF";700;21;"Buchungsstapel";13;;;"RE";"";"";1;1;{starts_on};4;;;"B";"";1;0;0;"EUR";;"";;;"{chart}";;;"";""'
    )
    path = tmp_path / "EXTF_Buchungsstapel.csv"
    path.write_bytes("\r\n".join([first, HEADINGS, *rows, ""]).encode("cp1252"))
    (raw,) = read(path)
    return connectors()["datev_extf"].read(raw)


def booked(staged: Staged) -> dict[str, Decimal]:
    """Account → what was booked on it; every posting adds up to zero."""
    found: dict[str, Decimal] = {}
    by_row: dict[int, Decimal] = {}
    for row in staged.tables["ledger_entry"].to_pylist():
        found[row["account"]] = found.get(row["account"], Decimal(0)) + row["amount"]
        by_row[row[ROW]] = by_row.get(row[ROW], Decimal(0)) + row["amount"]
    assert by_row and not any(by_row.values())
    return found


def types(staged: Staged) -> dict[str, str | None]:
    return {row["account"]: row["cost_type"] for row in staged.tables["ledger_account"].to_pylist()}


@pytest.mark.parametrize(
    ("row", "amount"),
    [
        ("119,00;S;EUR;4600;70001;9;1501;R1;;;;", "100"),  # input tax inside
        ("119,00;S;EUR;70001;4600;9;1501;R1;;;;", "-100"),  # the cost account stands on the other side
        ("119,00;H;EUR;70001;4600;9;1501;R1;;;;", "100"),
        ("119,00;H;EUR;4600;70001;9;1501;R1;;;;", "-100"),
        ("119,00;S;EUR;4600;70001;29;1501;R1;;;;", "-100"),  # reversal by key
        ("119,00;S;EUR;4600;70001;9;1501;R1;;;1;", "-100"),  # reversal by its own column
        ("119,00;S;EUR;4600;70001;94;1501;R1;;;;", "119"),  # reverse charge: no tax inside
        ("119,00;S;EUR;4600;70001;;1501;R1;;;;", "119"),
    ],
)
def test_cost_is_net_and_debit_is_positive(tmp_path: Path, row: str, amount: str) -> None:
    staged = batch(tmp_path, row)
    assert not staged.rejects
    assert booked(staged)["4600"] == Decimal(amount)
    assert types(staged)["4600"] == "acquisition_media"


def test_a_posting_between_two_cost_accounts_gives_both(tmp_path: Path) -> None:
    staged = batch(tmp_path, "50,00;S;EUR;4600;4730;;1501;U1;;;;")
    assert booked(staged) == {"4600": 50, "4730": -50}
    assert types(staged) == {"4600": "acquisition_media", "4730": "fulfilment"}
    assert len(set(staged.tables["ledger_entry"]["entry_id"].to_pylist())) == 2


def test_the_year_is_that_of_the_fiscal_year(tmp_path: Path) -> None:
    rows = [f"1,00;S;EUR;4600;70001;;{day};R;;;;" for day in ("3006", "107", "3112")]
    staged = batch(tmp_path, *rows, starts_on="20230701")
    assert sorted(set(staged.tables["ledger_entry"]["booked_on"].to_pylist())) == [
        dt.date(2023, 7, 1), dt.date(2023, 12, 31), dt.date(2024, 6, 30),
    ]  # fmt: skip


def test_charts_differ_and_persons_accounts_are_longer() -> None:
    skr03, skr04 = chart("SKR03"), chart("SKR04")
    assert (skr03.cost_type("4600"), skr04.cost_type("6600")) == ("acquisition_media", "acquisition_media")
    assert (skr03.kind("8400"), skr04.kind("4400"), skr04.kind("440000", 6)) == ("revenue", "revenue", "revenue")
    assert (skr03.kind("420"), skr03.kind("1776"), skr03.kind("4830")) == ("fixed_asset", "sales_tax", "depreciation")
    assert (skr04.kind("1200"), skr04.kind("1800"), skr04.kind("3300")) == ("receivable", "cash", "payable")
    assert (skr03.kind("46001"), skr03.kind("460x"), skr03.kind("8736")) == (None, None, "revenue_deduction")
    assert guess(["8400", "4600", "1200"]) == "SKR03" and guess(["4400", "6600", "5400", "1800"]) == "SKR04"


def test_tax_keys() -> None:
    assert tax_key("9") == TaxKey(Tax("input", 19), by_itself=False)
    assert tax_key("0008") == TaxKey(Tax("input", 7), by_itself=False)
    assert tax_key(None) == TaxKey() and tax_key("40") == TaxKey(by_itself=False)
    assert tax_key("20") == TaxKey(reversal=True) and tax_key("80") == TaxKey(by_itself=False, reversal=True)
    assert tax_key("19") == TaxKey(Tax("acquisition", 19), by_itself=False)
    assert tax_key("94") == TaxKey(Tax("reverse", 19), by_itself=False)
    assert tax_key("401") is None and tax_key("6") is None


@pytest.mark.parametrize(
    ("row", "accounts"),
    [
        # automatic accounts take the tax out by themselves, whichever side they stand on
        ("119,00;S;EUR;10001;8400;;1501;R;;;;", {"10001": "119", "8400": "-100", "1776": "-19"}),
        ("107,00;H;EUR;8300;10001;;1501;R;;;;", {"10001": "107", "8300": "-100", "1771": "-7"}),
        ("119,00;S;EUR;3400;70001;;1501;R;;;;", {"70001": "-119", "3400": "100", "1576": "19"}),
        ("0,10;S;EUR;10001;8400;;1501;R;;;;", {"10001": "0.10", "8400": "-0.08", "1776": "-0.02"}),
        # not where the key says so, nor on an account that is none
        ("100,00;S;EUR;10001;8400;40;1501;R;;;;", {"10001": "100", "8400": "-100"}),
        ("100,00;S;EUR;10001;8125;;1501;R;;;;", {"10001": "100", "8125": "-100"}),
        ("119,00;S;EUR;10001;8200;3;1501;R;;;;", {"10001": "119", "8200": "-100", "1776": "-19"}),
        # a reversal books the same with the other sign
        ("119,00;S;EUR;10001;8400;20;1501;R;;;;", {"10001": "-119", "8400": "100", "1776": "19"}),
        ("100,00;S;EUR;10001;8400;80;1501;R;;;;", {"10001": "-100", "8400": "100"}),
        # tax that is not in the amount is owed and deducted
        ("100,00;S;EUR;3125;70001;94;1501;R;;;;", {"70001": "-100", "3125": "100", "1577": "19", "1787": "-19"}),
        ("100,00;S;EUR;3425;70001;;1501;R;;;;", {"70001": "-100", "3425": "100", "1574": "19", "1774": "-19"}),
        ("100,00;S;EUR;4980;70001;18;1501;R;;;;", {"70001": "-100", "4980": "100", "1572": "7", "1772": "-7"}),
        # the key of an asset paid from the bank; money itself holds no tax
        ("1190,00;S;EUR;420;1200;9;1501;R;;;;", {"0420": "1000", "1576": "190", "1200": "-1190"}),
        ("500,00;S;EUR;1200;1360;;1501;R;;;;", {"1200": "500", "1360": "-500"}),
        # discount for early payment: the person's account is cleared by both
        ("116,62;S;EUR;1200;10001;;1501;R;;;;2,38", {"1200": "116.62", "10001": "-119", "8736": "2", "1776": "0.38"}),
        (
            "104,86;S;EUR;70001;1200;8;1501;R;;;;2,14",
            {"1200": "-104.86", "70001": "107", "3731": "-2", "1571": "-0.14"},
        ),
    ],
)
def test_a_posting_with_the_tax_that_datev_books_itself(tmp_path: Path, row: str, accounts: dict[str, str]) -> None:
    staged = batch(tmp_path, row)
    assert not staged.rejects
    assert booked(staged) == {account: Decimal(amount) for account, amount in accounts.items()}


def test_the_other_chart_books_tax_elsewhere(tmp_path: Path) -> None:
    staged = batch(tmp_path, "119,00;S;EUR;10001;4400;;1501;R;;;;", "119,00;S;EUR;6600;70001;9;1501;R;;;;", chart="04")
    assert booked(staged) == {"10001": 119, "4400": -100, "3806": -19, "6600": 100, "1406": 19, "70001": -119}


def test_lower_rates_in_the_second_half_of_2020(tmp_path: Path) -> None:
    rows = ("116,00;S;EUR;10001;8400;;107;A;;;;", "119,00;S;EUR;10001;8400;;3006;B;;;;")
    staged = batch(tmp_path, *rows, starts_on="20200101")
    assert booked(staged) == {"10001": 235, "8400": -200, "1775": -16, "1776": -19}


def test_longer_accounts_have_longer_tax_accounts(tmp_path: Path) -> None:
    path = tmp_path / "EXTF_lang.csv"
    head = '"EXTF";700;21;"Buchungsstapel";13;;;"RE";"";"";1;1;20240101;6;;;"B";"";1;0;0;"EUR";;"";;;"03";;;"";""'
    path.write_bytes("\r\n".join([head, HEADINGS, "119,00;S;EUR;1000001;840000;;1501;R;;;;", ""]).encode("cp1252"))
    (raw,) = read(path)
    assert booked(connectors()["datev_extf"].read(raw)) == {"1000001": 119, "840000": -100, "177600": -19}


def test_debtors_are_customers_and_their_texts_stay_out(tmp_path: Path) -> None:
    staged = batch(
        tmp_path, "119,00;S;EUR;10001;8400;;1501;R;Anna Beispiel;;;", "1,00;S;EUR;4210;70001;;1501;M;Miete Januar;;;"
    )
    rows = staged.tables["ledger_entry"].to_pylist()
    assert {(row["customer_key"], row["document"]) for row in rows} == {("10001", "R"), (None, "M")}
    assert [row["text"] for row in rows if row["text"]] == ["Miete Januar"]
    assert all("Beispiel" not in row["entry_id"] and "Miete" not in row["entry_id"] for row in rows)
    assert "10001" not in types(staged) and "70001" not in types(staged)


@pytest.mark.parametrize(
    ("row", "accounts", "currency"),
    [
        ("100,00;S;USD;1,25;80,00;EUR;10001;8125;;1501;R;;;;", {"10001": "80", "8125": "-80"}, "EUR"),
        # no currency of the base amount: it is that of the books, never the foreign one
        ("100,00;S;USD;1,25;80,00;;10001;8125;;1501;R;;;;", {"10001": "80", "8125": "-80"}, None),
        # not converted: the amount stays in its own currency, whatever else is written
        ("100,00;S;USD;;;EUR;10001;8125;;1501;R;;;;", {"10001": "100", "8125": "-100"}, "USD"),
        ("100,00;S;USD;;0,00;EUR;10001;8125;;1501;R;;;;", {"10001": "100", "8125": "-100"}, "USD"),
        # the discount is in USD too: 2.38 / 1.25 = 1.90, of which 1.60 net; 93.30 + 1.90 clear the customer
        (
            "116,62;S;USD;1,25;93,30;EUR;1200;10001;;1501;R;;;;2,38",
            {"1200": "93.30", "10001": "-95.20", "8736": "1.60", "1776": "0.30"}, "EUR",
        ),
    ],
)  # fmt: skip
def test_amounts_in_other_currencies_count_in_that_of_the_books(
    tmp_path: Path, row: str, accounts: dict[str, str], currency: str | None
) -> None:
    first = '"EXTF";700;21;"Buchungsstapel";13;;;"RE";"";"";1;1;20240101;4;;;"B";"";1;0;0;"EUR";;"";;;"03";;;"";""'
    names = HEADINGS.replace("WKZ Umsatz;", "WKZ Umsatz;Kurs;Basis-Umsatz;WKZ Basis-Umsatz;")
    path = tmp_path / "EXTF_usd.csv"
    path.write_bytes("\r\n".join([first, names, row, ""]).encode("cp1252"))
    (raw,) = read(path)
    staged = connectors()["datev_extf"].read(raw)
    assert not staged.rejects
    assert booked(staged) == {account: Decimal(amount) for account, amount in accounts.items()}
    assert set(staged.tables["ledger_entry"]["currency"].to_pylist()) == {currency}


def test_what_cannot_be_booked_is_rejected_whole(tmp_path: Path) -> None:
    staged = batch(
        tmp_path,
        "119,00;S;EUR;10001;8400;;1501;R1;;;;",
        "5,00;S;EUR;1200;10001;66;1501;Z1;;;;",
        "5,001;S;EUR;1200;10001;;1501;Z1;;;;",
        "5,00;S;EUR;Bank;10001;;1501;Z1;;;;",
    )
    assert booked(staged) == {"10001": 119, "8400": -100, "1776": -19}
    assert [(reject.row, reject.value) for reject in staged.rejects] == [(4, "66"), (5, "5,001"), (6, "Bank")]
    assert staged.controls is not None
    assert pc.sum(staged.controls["amount"]).as_py() == Decimal("134.001")


def test_equal_postings_stay_apart_and_a_chart_is_guessed(tmp_path: Path) -> None:
    staged = batch(
        tmp_path, *["119,00;S;EUR;10001;4400;;1501;R1;;;;", "9,00;S;EUR;6600;1800;;1501;X;;;;"] * 2, chart=""
    )
    assert booked(staged) == {"10001": 238, "4400": -200, "3806": -38, "6600": 18, "1800": -18}
    assert len(set(staged.tables["ledger_entry"]["entry_id"].to_pylist())) == 10
    assert any("SKR04" in note.en for note in staged.notes)


def test_without_a_fiscal_year_no_day_is_guessed(tmp_path: Path) -> None:
    staged = batch(tmp_path, "1,00;S;EUR;4600;70001;;1501;R;;;;", starts_on="")
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
    assert connector == "datev_extf" and "reference" not in info
    named = {row["account"]: row["label"] for row in staged.tables["ledger_account"].to_pylist()}
    assert named == {"0400": "Betriebsausstattung", "1000": "Kasse", "1200": "Girokonto"}
