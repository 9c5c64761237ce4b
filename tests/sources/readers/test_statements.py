"""Bank statements: signs, days, texts and balances of MT940 and CAMT, and what the public sample files end in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from leitstand.foundation.errors import LeitstandError
from leitstand.sources.connectors.bank_statement.connector import BALANCE, CONNECTOR, ENTRY
from leitstand.sources.contract import RawTable
from leitstand.sources.readers import read, statement

SHARED = Path(__file__).resolve().parents[3] / "../shared/data/bank_statement_formats"
HEAD = ":20:A\n:25:50010517/0648489890EUR\n:28C:1/1\n:60F:C231230EUR100,00\n"


def mt940(tmp_path: Path, *lines: str, head: str = HEAD, end: str = "\n") -> list[RawTable]:
    path = tmp_path / "auszug.sta"
    path.write_bytes((head + "\n".join(lines)).replace("\n", end).encode("cp1252"))
    return read(path)


def entries(tables: list[RawTable]) -> list[dict[str, str | None]]:
    return cast(list[dict[str, str | None]], tables[0].rows.to_pylist())


def notes(tables: list[RawTable]) -> str:
    return " ".join(note.en for one in tables for note in one.notes)


def test_reader_and_connector_name_the_same_columns() -> None:
    assert (ENTRY, BALANCE) == (statement.ENTRY, statement.BALANCE)


@pytest.mark.parametrize(("sign", "amount"), [("C", "5"), ("D", "-5"), ("RC", "-5"), ("RD", "5"), ("CR", "5")])
def test_reversals_turn_the_direction(tmp_path: Path, sign: str, amount: str) -> None:
    (entry,) = entries(mt940(tmp_path, f":61:231231{sign}5,NTRFNONREF"))
    assert entry["amount"] == amount


def test_booking_day_takes_the_nearest_year_and_february_30_its_last_day(tmp_path: Path) -> None:
    found = entries(mt940(tmp_path, ":61:2312310102C5,NTRF", ":61:2401021231C5,NTRF", ":61:240230C5,NTRF"))
    days = [(one["value_on"], one["booked_on"]) for one in found]
    assert days == [("2023-12-31", "2024-01-02"), ("2024-01-02", "2023-12-31"), ("2024-02-29", "2024-02-29")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_structured_details(tmp_path: Path, end: str) -> None:
    text = ":86:166?00GUTSCHR?20EREF+R-1?21SVWZ+Rechnung 4711 und noch ?22etwas?31DE02120300000000202051?32M\xfcller"
    (entry,) = entries(mt940(tmp_path, ":61:231231C5,NTRFNONREF//B9", text, "-", end=end))
    told = {name: entry[name] for name in ("name", "iban", "purpose", "end_to_end", "transaction_code")}
    assert told == {
        "name": "Müller", "iban": "DE02120300000000202051", "purpose": "Rechnung 4711 und noch etwas",
        "end_to_end": "R-1", "transaction_code": "166",
    }  # fmt: skip
    assert (entry["account"], entry["bank_reference"], entry["currency"]) == ("50010517/0648489890", "B9", "EUR")


def test_a_missing_entry_is_noticed(tmp_path: Path) -> None:
    good = mt940(tmp_path, ":61:231231C5,NTRF", ":62F:C231231EUR105,00")
    assert notes(good) == "Statements whose entries and balances add up: 1."
    bad = mt940(tmp_path, ":61:231231C5,NTRF", ":62F:C231231EUR108,00")
    assert "does not add up" in notes(bad)
    assert bad[1].rows["difference"].to_pylist() == ["3.00"]


def test_the_last_page_tells_how_the_day_ended(tmp_path: Path) -> None:
    pages = [
        ":61:231231C5,NTRF",
        ":62M:C231231EUR105,00",
        HEAD.strip().replace("60F:C231230EUR100", "60M:C231231EUR105"),
    ]
    tables = mt940(tmp_path, *pages, ":61:231231C1,NTRF", ":62F:C231231EUR106,00")
    assert tables[1].rows["balance"].to_pylist() == ["106.00"]
    assert notes(tables) == "Statements whose entries and balances add up: 2."


def test_an_unreadable_line_is_a_reject_and_an_expected_entry_none(tmp_path: Path) -> None:
    (table,) = mt940(tmp_path, ":61:231331C5,NTRF", ":61:231231C5,NTRF", ":61:231231EC7,NTRF")
    assert [(one.row, one.value) for one in table.rejects] == [(5, "231331C5,NTRF")]
    assert table.rows["amount"].to_pylist() == ["5"]
    assert "1 entries are only announced" in notes([table])


def test_a_file_whose_fields_are_all_broken_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LeitstandError, match="neither transactions nor balances"):
        mt940(tmp_path, head=":60:C231230EUR100,00")


def test_camt_amounts_beyond_reason_are_rejects(tmp_path: Path) -> None:
    entry = "<Ntry><Amt>1e99999999</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2024-01-02</Dt></BookgDt></Ntry>"
    (table,) = camt(tmp_path, entry)
    assert [(one.row, one.value) for one in table.rejects] == [(2, "1e99999999")]


def test_the_envelope_of_swift_and_a_bank_s_first_lines_are_skipped(tmp_path: Path) -> None:
    for front in ("{1:F01ABCDEFGH}{2:I940}{4:\n", "ABNANL2A\n940\nABNANL2A\n", "\r\n"):
        assert len(entries(mt940(tmp_path, ":61:231231C5,NTRF", "-}", head=front + HEAD))) == 1


def test_overlapping_statements_give_equal_entries_the_same_keys(tmp_path: Path) -> None:
    day = [":61:231231C5,NTRF", ":61:231231C5,NTRF", ":61:231231C6,NTRF"]
    first = CONNECTOR.read(mt940(tmp_path, *day)[0]).tables["cash_movement"]
    again = CONNECTOR.read(mt940(tmp_path, ":61:231230C1,NTRF", *day, head=HEAD.replace("1/1", "2/1"))[0])
    ids = set(first["cash_id"].to_pylist())
    assert len(ids) == 3
    assert ids < set(again.tables["cash_movement"]["cash_id"].to_pylist())


def camt(tmp_path: Path, body: str, front: str = "") -> list[RawTable]:
    path = tmp_path / "auszug.xml"
    space = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
    path.write_text(f'<?xml version="1.0"?>{front}<Document xmlns="{space}"><M><Stmt>{body}</Stmt></M></Document>')
    return read(path)


def test_camt_collective_entries_stay_one_and_pending_ones_out(tmp_path: Path) -> None:
    item = "<TxDtls><RmtInf><Ustrd>R {}</Ustrd></RmtInf></TxDtls>"
    amount = '<Amt Ccy="EUR">5.10</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd>'
    day = "<BookgDt><DtTm>2024-01-02T10:00:00+01:00</DtTm></BookgDt>"
    entry = f"<Ntry>{amount}{{}}{day}<NtryDtls>{item.format(1)}{item.format(2)}</NtryDtls></Ntry>"
    body = entry.format("<Sts><Cd>BOOK</Cd></Sts>") + entry.format("<Sts>PDNG</Sts>")
    (table,) = camt(tmp_path, body)
    (one,) = table.rows.to_pylist()
    assert (one["amount"], one["booked_on"], one["purpose"]) == ("-5.10", "2024-01-02", "R 1 · R 2")
    assert "1 entries are only announced" in notes([table])
    assert "1 collective entries" in notes([table])


@pytest.mark.parametrize("front", ['<!DOCTYPE a [<!ENTITY b "c">]>', '<!DOCTYPE a SYSTEM "file:///etc/hostname">'])
def test_camt_with_a_dtd_is_refused(tmp_path: Path, front: str) -> None:
    with pytest.raises(LeitstandError, match="DTD"):
        camt(tmp_path, "&b;", front)


ENDS = {  # of the public files: reconciled, difference, open (balances missing or not comparable), refused
    "mt940": {
        "account_balance_credit": "open", "account_balance_debit": "open", "account_identification_iban": "refused",
        "account_identification_legacy": "refused", "available_balance": "refused", "closing_balance": "open",
        "mt940": "reconciled", "reference": "refused", "statement_details": "open", "statement_line": "open",
        "statement_number": "refused", "171011_01234945": "reconciled", "details_60-63": "difference 234.01",
        "empty_non_swift": "refused", "february_30": "reconciled", "gv_codes": "open",
        "long_statement_number": "reconciled", "malformed_details": "difference 234.01", "mt942": "open",
        "overly_long_details": "difference 234.01", "raiffeisen-cmi": "difference 1123264.00",
        "raphaelm": "reconciled", "sparkassen": "open", "invalid_statement": "no statement",
    },
    "camt": {
        "data_camt052.v2.other-account": "open", "data_camt052.v2": "open", "data_camt052.v6.Amt-zero": "open",
        "data_camt052.v8": "open", "data_camt053.v2.five.decimals": "difference 0.050",
        "data_camt053.v2.minimal": "open", "data_camt053.v2.with-account-name": "open",
        "data_camt053.v2.wrong": "refused", "data_camt053.v4": "open", "data_camt054.v2.with-account-name": "open",
        "data_camt054.v4": "open", "data_camt054.v8-with-financial-institution": "open",
        "data_camt53.only-Dt-with-DtTm": "open",
    },
}  # fmt: skip


def end_of(path: Path) -> str:
    try:
        tables = read(path)
    except LeitstandError as error:
        return "refused" if error.next_step else "refused without a next step"
    assert not any(table.rejects for table in tables)
    if not all(CONNECTOR.recognise(table) == 1 for table in tables):
        return "no statement"
    differences = [
        cell for table in tables if "balance" in table.header for cell in table.rows["difference"].to_pylist()
    ]
    wrong = [cell for cell in differences if cell and Decimal(cell)]
    if wrong:
        return f"difference {', '.join(wrong)}"
    return "reconciled" if differences and None not in differences else "open"


@pytest.mark.parametrize(("folder", "pattern"), [("mt940", "mt940_tests/*/*.sta"), ("camt", "*.xml")])
def test_every_public_file_ends_as_expected(folder: str, pattern: str) -> None:
    if not SHARED.exists():
        pytest.skip("the public data beside the project (../shared/data) are not here")
    assert {path.stem: end_of(path) for path in (SHARED / folder).glob(pattern)} == ENDS[folder]
