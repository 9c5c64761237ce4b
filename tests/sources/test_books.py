"""Lists of the books: trial balances with months, years and sides, open items, and the company's own accounts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from leitstand.sources.contract import RawTable, Staged
from leitstand.sources.layouts.books import day_of
from leitstand.sources.readers import read
from leitstand.sources.recognise import connectors, stage


def table(tmp_path: Path, *lines: str, name: str = "liste.csv") -> RawTable:
    path = tmp_path / name
    path.write_bytes("\r\n".join([*lines, ""]).encode("cp1252"))
    (raw,) = read(path)
    return raw


def balances(staged: Staged) -> dict[str, tuple[Any, ...]]:
    return {
        row["account"]: (row["opening"], row["debit"], row["credit"], row["closing"])
        for row in staged.tables["trial_balance"].to_pylist()
    }


MONTHLY = (
    "Summen- und Saldenliste;;;;;;;;",
    "Zeitraum 01.02.2024 - 29.02.2024, Druckdatum 05.03.2024;;;;;;;;",
    "Konto;Beschriftung;EB-Wert;S/H;MVZ Soll;MVZ Haben;Summe Soll;Summe Haben;Saldo;S/H",
)


def test_a_months_list_with_sides_and_sum_rows(tmp_path: Path) -> None:
    raw = table(
        tmp_path, *MONTHLY,
        "420;Büroeinrichtung;1.000,00;S;0,00;0,00;0,00;0,00;1.000,00;S",
        "8300;Erlöse 7 %;;;0,00;50,00;0,00;80,00;80,00;H",
        "8400;Erlöse 19 %;;;10,00;110,00;10,00;310,00;300,00;H",
        "Summe Klasse 8;;;;10,00;160,00;10,00;390,00;;",
        "9000;Saldenvorträge;1.000,00;H;0,00;0,00;0,00;0,00;1.000,00;H",
    )  # fmt: skip
    connector, staged, _ = stage(raw, {})
    assert connector == "trial_balance" and not staged.rejects
    assert balances(staged) == {
        "0420": (1000, 0, 0, 1000), "8300": (None, 0, 50, -80), "8400": (None, 10, 110, -300),
        "9000": (-1000, 0, 0, -1000),
    }  # fmt: skip
    assert set(staged.tables["trial_balance"]["day"].to_pylist()) == {dt.date(2024, 2, 29)}
    assert staged.skipped == (7,)
    assert any("1 sum rows left out; they add up" in note.en for note in staged.notes)
    kinds = {row["account"]: row["kind"] for row in staged.tables["ledger_account"].to_pylist()}
    assert kinds == {"0420": "fixed_asset", "8300": "revenue", "8400": "revenue", "9000": "statistical"}


def test_a_sum_row_that_does_not_add_up_is_told(tmp_path: Path) -> None:
    raw = table(
        tmp_path, *MONTHLY,
        "8400;Erlöse 19 %;;;10,00;110,00;10,00;310,00;300,00;H",
        "Summe Klasse 8;;;;10,00;111,00;10,00;310,00;;",
        "9000;Saldenvorträge;;;0,00;0,00;0,00;0,00;0,00;",
    )  # fmt: skip
    staged = connectors()["trial_balance"].read(raw)
    assert [note.en for note in staged.notes if "does not add up" in note.en] == [
        "Sum row 5 does not add up in 'MVZ Haben': it says 111.0000, the accounts make 110.0000."
    ]


def test_sums_of_the_year_are_told_from_those_of_the_month(tmp_path: Path) -> None:
    head = ("Summen- und Saldenliste März 2024;;;;;", "Konto;Bezeichnung;EB-Wert;Soll;Haben;Saldo")
    year = table(tmp_path, *head, "1200;Bank;100,00;50,00;20,00;130,00", "8400;Erlöse;0,00;0,00;30,00;-30,00")
    month = table(tmp_path, *head, "1200;Bank;100,00;50,00;20,00;135,00", "8400;Erlöse;0,00;0,00;30,00;-35,00")
    assert balances(connectors()["trial_balance"].read(year)) == {
        "1200": (100, None, None, 130), "8400": (0, None, None, -30),
    }  # fmt: skip
    assert balances(connectors()["trial_balance"].read(month)) == {
        "1200": (100, 50, 20, 135), "8400": (0, 0, 30, -35),
    }  # fmt: skip


def test_a_workbook_names_the_month_of_each_sheet(tmp_path: Path) -> None:
    path = tmp_path / "SuSa.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Jan 2024", "Feb 2024"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("Konto", "Bezeichnung", "EB-Wert", "Soll Monat", "Haben Monat", "Saldo", "S/H"))
            sheet.write_row(1, 0, (8400, "Erlöse", 0, 0, 12.5, 12.5, "H"))
            sheet.write_row(2, 0, (1200, "Bank", 0, 12.5, 0, 12.5, "S"))
    found = [connectors()["trial_balance"].read(raw) for raw in read(path)]
    assert [one.tables["trial_balance"]["day"][0].as_py() for one in found] == [
        dt.date(2024, 1, 31), dt.date(2024, 2, 29),
    ]  # fmt: skip
    assert balances(found[0]) == {"8400": (0, 0, Decimal("12.5"), Decimal("-12.5")),
                                  "1200": (0, Decimal("12.5"), 0, Decimal("12.5"))}  # fmt: skip


def test_a_list_of_no_month_is_not_taken(tmp_path: Path) -> None:
    raw = table(tmp_path, "Konto;Bezeichnung;EB-Wert;Soll;Haben;Saldo", "1200;Bank;100,00;50,00;20,00;130,00")
    (reject,) = connectors()["trial_balance"].read(raw).rejects
    assert "names the month" in reject.reason.en


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Stand 31.12.2023", (2023, 12, 31)),
        ("Monat: Mrz. 2024", (2024, 3, 31)),
        ("Periode 02/2024", (2024, 2, 29)),
        ("Auswertung 2024-04", (2024, 4, 30)),
        ("vom 01.01.2024 bis 31.01.2024, erstellt am 14.02.2024", (2024, 1, 31)),
        ("ohne Angabe", None),
    ],
)
def test_the_day_of_a_title(title: str, day: tuple[int, int, int] | None) -> None:
    import pyarrow as pa

    assert day_of(RawTable("liste.csv", pa.table({}), titles=(title,))) == (dt.date(*day) if day else None)


def test_open_items_of_debtors_and_creditors(tmp_path: Path) -> None:
    raw = table(
        tmp_path,
        "OPOS-Liste zum 30.09.2024;;;;;;",
        "Konto;Name;Rechnungs-Nr.;Belegdatum;Fällig am;Betrag;Saldo",
        "10001;Muster GmbH;RE-1;01.08.2024;15.08.2024;119,00;100,00 S",
        "10001;Muster GmbH;GS-4;02.08.2024;02.08.2024;11,90;11,90 H",
        "10001;Summe Muster GmbH;;;;;88,10",
        "70001;Lieferant AG;L-77;03.09.2024;03.10.2024;50,00;50,00 H",
    )
    connector, staged, _ = stage(raw, {})
    assert connector == "open_items" and not staged.rejects and staged.skipped == (5,)
    rows = staged.tables["open_item"].to_pylist()
    assert [(row["number"], row["open_amount"], row["customer_key"]) for row in rows] == [
        ("RE-1", 100, "10001"), ("GS-4", Decimal("-11.9"), "10001"), ("L-77", -50, None),
    ]  # fmt: skip
    assert {row["day"] for row in rows} == {dt.date(2024, 9, 30)}


def test_a_list_of_invoices_is_none_of_open_items(tmp_path: Path) -> None:
    raw = table(
        tmp_path,
        "Rechnungsnummer;Debitor;Rechnungsdatum;Fälligkeitsdatum;Nettobetrag;Bruttobetrag;Offener Betrag",
        "RE-1;10001;01.08.2024;15.08.2024;100,00;119,00;0,00",
    )
    assert connectors()["open_items"].recognise(raw) < 0.9


def test_the_own_list_takes_words_of_both_languages(tmp_path: Path) -> None:
    raw = table(
        tmp_path, "Konto;Bezeichnung;Art;Kostenart;Kostenstelle",
        "4120;Gehälter;Aufwand;Gewinnung: Vertrieb;VTR", "650;Bankdarlehen;loan;;", "1365;PayPal;Geldtransit;;",
        "4999;;;;", "4210;Miete;Ausgabe;;",
    )  # fmt: skip
    connector, staged, _ = stage(raw, {})
    assert connector == "account_list"
    rows = staged.tables["ledger_account"].to_pylist()
    assert [(row["account"], row["kind"], row["cost_type"], row["cost_center"]) for row in rows] == [
        ("4120", "cost", "acquisition_sales_staff", "VTR"),
        ("0650", "loan", None, None),
        ("1365", "transit", None, None),
    ]  # fmt: skip
    assert [(one.row, one.column, one.value) for one in staged.rejects] == [(5, "Art", None), (6, "Art", "Ausgabe")]
