"""Bringing files in from the command line: accounts, exit codes, rejects, mappings, loads."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from leitstand.foundation.home import Home
from leitstand.jobs import maintenance
from leitstand.jobs.templates import write_competitor_template

ROWS = 289


def test_every_row_is_accounted_for(call, shop: Path) -> None:  # type: ignore[no-untyped-def]
    answer = call("import", shop, "--json")
    assert answer.code == 0
    assert answer.err == ""
    (one,) = answer.json
    assert (one["file"], one["connector"]) == ("shop.csv", "online_retail")
    assert (one["rows_in"], one["accepted"], one["rejected"], one["already_loaded"]) == (ROWS, ROWS, 0, False)
    expected = sum(10 + customer + (month > 12) for month in range(1, 25) for customer in range(12)) + 5
    assert one["control_totals"]["line_amount"]["accepted"] == expected
    assert one["tables"]["order_line"] == ROWS
    assert one["load_id"]


def test_same_file_twice_is_done_not_wrong(call, shop: Path) -> None:  # type: ignore[no-untyped-def]
    first = call("import", shop, "--json").json
    again = call("import", shop, "--json")
    assert again.code == 0
    assert again.json[0]["already_loaded"] is True
    assert again.json[0]["load_id"] == first[0]["load_id"]
    assert "war schon geladen" in call("import", shop, "--lang", "de").out


@pytest.mark.parametrize(("language", "rows"), [("de", "291 = 289 übernommen + 2 zurückgewiesen"),
                                                ("en", "291 = 289 accepted + 2 rejected")])  # fmt: skip
def test_rejects_are_shown_with_the_next_step(call, faulty: Path, language: str, rows: str) -> None:  # type: ignore[no-untyped-def]
    answer = call("import", faulty, "--lang", language)
    assert answer.code == 0
    assert rows in answer.out
    assert "many" in answer.out
    assert "Quantity" in answer.out
    assert "--out" in answer.out


def test_strict_answers_one_for_rejects(call, shop: Path, faulty: Path) -> None:  # type: ignore[no-untyped-def]
    assert call("import", faulty, "--strict").code == 1
    assert call("import", shop, "--strict").code == 0


def test_several_files_are_each_done_and_the_worst_counts(call, shop: Path, faulty: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    answer = call("import", shop, tmp_path / "absent.csv", faulty, "--json")
    assert answer.code == 2
    assert [one["accepted"] for one in answer.json] == [ROWS, 0, ROWS]
    assert "absent.csv" in answer.err
    assert "does not exist" in answer.json[1]["error"]


@pytest.mark.parametrize("make", ["empty", "folder", "binary", "absent"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_unusable_files_are_refused_with_a_next_step(call, tmp_path: Path, make: str, language: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "thing.csv"
    match make:
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
        case "binary":
            path.write_bytes(bytes(range(256)) * 8)
    answer = call("import", path, "--lang", language)
    assert answer.code == 2
    assert "thing.csv" in answer.err
    assert "→" in answer.err
    assert "Traceback" not in answer.err


def test_unreadable_file_is_refused(call, shop: Path) -> None:  # type: ignore[no-untyped-def]
    shop.chmod(0)
    try:
        with shop.open():
            pytest.skip("this user may read everything")
    except PermissionError:
        pass
    assert call("import", shop).code == 2


def test_rejects_can_be_corrected_and_loaded(call, faulty: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    load_id = call("import", faulty, "--json").json[0]["load_id"]
    listed = call("rejects", "--json").json
    assert [(one["load_id"], one["rejected"], one["rejects"]) for one in listed] == [(load_id, 2, "open")]
    shown = call("rejects", load_id, "--json").json
    assert [(one["column"], one["value"]) for one in shown] == [("Quantity", "many")] * 2
    assert shown[0]["cells"]["InvoiceNo"] == "888000"

    fixed = tmp_path / "fixed.csv"
    assert call("rejects", load_id, "--out", fixed).code == 0
    assert call("rejects", load_id, "--out", fixed).code == 2, "nothing is written over"
    fixed.write_text(fixed.read_text().replace("many", "3"))
    answer = call("rejects", load_id, "--load", fixed, "--json")
    assert answer.code == 0
    assert answer.json[0]["accepted"] == 2
    assert call("rejects", "--json").json[0]["rejects"] == "reloaded"


def test_loads_are_listed_and_withdrawn(call, home: Path, shop: Path) -> None:  # type: ignore[no-untyped-def]
    load_id = call("import", shop, "--json").json[0]["load_id"]
    rows = list(csv.DictReader(call("loads", "--csv").out.splitlines()))
    assert [(row["load_id"], row["state"], row["accepted"]) for row in rows] == [(load_id, "done", str(ROWS))]
    assert load_id in call("loads").out
    assert call("loads", "withdraw", load_id).code == 0
    assert [one["state"] for one in maintenance.loads(Home(home))] == ["withdrawn"]
    assert call("loads", "withdraw", load_id).code == 2
    assert call("loads", "withdraw").code == 2
    assert "zurückgenommen" in call("loads", "--lang", "de").out


def test_unknown_load_is_said(call) -> None:  # type: ignore[no-untyped-def]
    answer = call("rejects", "20000101-000000-abcdef", "--lang", "de")
    assert answer.code == 2
    assert "20000101-000000-abcdef" in answer.err


def test_unknown_connector_is_said(call, shop: Path) -> None:  # type: ignore[no-untyped-def]
    answer = call("import", shop, "--connector", "online_retai")
    assert answer.code == 2
    assert "online_retail" in answer.err


def test_rebuild_and_doctor(call, shop: Path, home: Path) -> None:  # type: ignore[no-untyped-def]
    call("import", shop)
    rebuilt = call("rebuild", "--json")
    assert rebuilt.code == 0
    assert rebuilt.json["equal"] is True
    assert rebuilt.json["tables"]["order_line"]["before"] == rebuilt.json["tables"]["order_line"]["after"]
    assert call("rebuild", "--rewrite").code == 0
    checked = call("doctor", "--json")
    assert checked.code == 0
    assert {one["name"] for one in checked.json} >= {"home", "control", "store", "match"}
    for file in (home / "raw").rglob("*.parquet"):
        file.write_bytes(b"damaged")
    sick = call("doctor", "--lang", "de")
    assert sick.code == 1
    assert "✗ nicht in Ordnung" in sick.out


def test_mapping_is_proposed_edited_and_used(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file, mapping = tmp_path / "export.csv", tmp_path / "mapping.toml"
    file.write_text("Bestellnummer;Kundennummer;Bestelldatum;Nettobetrag\n"
                    + "".join(f"A{n};K{n};{n + 1:02}.02.2024;{n + 10},50\n" for n in range(12)))  # fmt: skip
    proposed = call("import", file, "--propose", mapping, "--lang", "de")
    assert proposed.code == 0
    assert "order.order_id" in mapping.read_text()
    assert "Bestellnummer" in proposed.out
    assert f"--mapping {mapping}" in proposed.out
    assert call("loads", "--json").json == [], "a proposal loads nothing"
    assert call("import", file, "--propose", mapping).code == 2, "nothing is written over"

    loaded = call("import", file, "--mapping", mapping, "--source", "erp", "--json")
    assert loaded.code == 0
    assert loaded.json[0]["accepted"] == 12
    mapping.write_text("columns = 3")
    broken = call("import", file, "--mapping", mapping, "--json")
    assert broken.code == 2
    assert call("import", file, "--mapping", tmp_path / "absent.toml").code == 2


def orders(path: Path, first: int = 0, heading: str = "Krankenkasse") -> Path:
    header = f"Bestellnummer;Kundennummer;Bestelldatum;Nettobetrag;{heading}\n"
    rows = [f"A{n};K{n};{n + 1:02}.02.2024;{n + 10},50;AOK\n" for n in range(first, first + 12)]
    path.write_text(header + "".join(rows), encoding="utf-8")
    return path


def test_columns_not_loaded_are_told_with_the_next_step(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = orders(tmp_path / "export.csv")
    answer = call("import", file, "--lang", "de")
    assert "Nicht geladene Spalten: Krankenkasse." in answer.out
    assert f"leitstand import {file} --propose" in answer.out
    assert "order.order_id" not in answer.out
    assert "Bestellnummer → order.order_id" in call("import", orders(tmp_path / "more.csv", 12), "--verbose").out
    assert call("import", orders(tmp_path / "third.csv", 3), "--json").json[0]["unmapped"] == ["Krankenkasse"]


def test_a_changed_mapping_changes_what_is_loaded_and_is_remembered(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file, mapping = orders(tmp_path / "export.csv"), tmp_path / "mapping.toml"
    before = call("import", file, "--source", "erp", "--json").json[0]
    assert "Krankenkasse" not in call("import", file, "--propose", mapping).err
    text = mapping.read_text(encoding="utf-8")
    assert '"Krankenkasse" = ""' in text
    mapping.write_text(text.replace('"Krankenkasse" = ""', '"Krankenkasse" = "order.coupon_code"'), encoding="utf-8")
    after = call("import", file, "--source", "erp", "--mapping", mapping, "--json").json[0]
    assert (before["unmapped"], after["unmapped"]) == (["Krankenkasse"], [])
    assert after["replaces"] == before["load_id"], "the same orders, now with one more column"
    assert (after["new"], after["changed"]) == (before["new"], before["changed"]) == (24, 0)
    again = call("import", orders(tmp_path / "next.csv", 6), "--json").json[0]
    assert again["unmapped"] == [], "files of the same shape are read the same way from now on"
    assert (again["new"], again["unchanged"]) == (12, 12), "and are of the same source: 6 orders and customers each"


def test_a_wrong_target_names_close_ones(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file, mapping = orders(tmp_path / "export.csv"), tmp_path / "mapping.toml"
    mapping.write_text('[columns]\n"Bestellnummer" = "order.orderid"\n', encoding="utf-8")
    answer = call("import", file, "--mapping", mapping, "--lang", "de")
    assert answer.code == 2
    assert "order.order_id" in answer.err


def test_a_survey_counts_for_its_metric(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "umfrage.csv"
    rows = [f"{n};{n % 28 + 1:02}.01.2024;{10 if n % 2 else 5}\n" for n in range(60)]
    file.write_text("Antwortnr;Beantwortet am;NPS\n" + "".join(rows), encoding="utf-8")
    assert call("import", file).code == 0
    (january,) = [one for one in call("show", "nps", "--json").json if one["period_start"] == "2024-01-01"]
    assert (january["numerator"], january["denominator"]) == (0, 60), "30 promoters less 30 detractors"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_template_s_own_rows_are_no_rejects(call, tmp_path: Path, language: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "competitors.xlsx"
    write_competitor_template(path, "de" if language == "de" else "en")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].append(["Alpha AG", None, "revenue_net", "2023", 250, "x", None, datetime(2024, 3, 1), "high"])
    book.save(path)
    answer = call("import", path, "--strict", "--json", "--lang", language)
    observed, listed = answer.json
    assert answer.code == 0
    assert (observed["rows_in"], observed["accepted"], observed["rejected"]) == (1, 1, 0)
    assert observed["control_totals"]["value"]["in"] == 250
    assert any({"de": "Beispielzeile", "en": "example row"}[language] in note for note in observed["notes"])
    assert (listed["rows_in"], listed["rejected"], listed["error"]) == (0, 0, None)


def test_read_another_way_says_what_it_replaces(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "orders.csv"
    file.write_text("Bestellnr;Bestelldatum;Kundennr;Artikel;Menge;Nettobetrag\nA-1;05.03.2024;K-1;Tee;1;100,00\n")
    first = call("import", file, "--json").json[0]
    second = call("import", file, "--source", "shop", "--json").json[0]
    assert (first["replaces"], second["replaces"]) == (None, first["load_id"])
    told = call("import", file, "--source", "till", "--lang", "de").out
    assert "Ersetzt Ladevorgang" in told and f"{second['load_id']} (dieselbe Datei, anders gelesen)" in told
    assert call("import", file, "--source", "till", "--csv").out.splitlines()[0].split(",")[8] == "replaces"


def test_a_sheet_that_was_refused_is_refused_again(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path, book = tmp_path / "book.xlsx", openpyxl.Workbook()
    book.active.append(["Bestellnr", "Bestelldatum", "Kundennr", "Artikel", "Menge", "Nettobetrag"])
    book.active.append(["A-1", "05.03.2024", "K-1", "Tee", 1, 100])
    other = book.create_sheet("Quux")
    for row in (["Blorb", "Snark"], ["x", "y"]):
        other.append(row)
    book.save(path)
    answers = [call("import", path, "--strict", "--json") for _ in range(2)]
    assert [answer.code for answer in answers] == [1, 1]
    assert [answer.json[0]["already_loaded"] for answer in answers] == [False, True]
    assert all("Quux" in answer.json[1]["error"] and "Quux" in answer.err for answer in answers)
