"""Usual headings are understood in whatever order their words stand, and nothing of a name or a total is lost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pytest

from leitstand.foundation.errors import UnusableInput
from leitstand.sources.contract import ROW, RawTable, Staged
from leitstand.sources.mapping import Mapping, apply, propose
from leitstand.sources.mapping.levels import level

NET, GROSS, TAX = "order.net_amount", "order.gross_amount", "order.tax_amount"


def raw(header: str, *rows: str) -> RawTable:
    cells = [row.split(";") for row in rows]
    columns = {h: pa.array([row[i] or None for row in cells], pa.string()) for i, h in enumerate(header.split(";"))}
    return RawTable("export.csv", pa.table({ROW: pa.array(range(2, len(rows) + 2), pa.int64()), **columns}))


def says(staged: Staged, word: str) -> bool:
    return any(word in note.en for note in staged.notes)


@pytest.mark.parametrize(
    ("header", "main"),
    [
        ("order_id;customer;date;amount", "order"),
        ("order_id;customer_id;date;total", "order"),
        ("Bestellnr;Kunde;Datum;Betrag", "order"),
        ("Auftragsnummer;Kunde;Datum;Summe", "order"),
        ("invoice_no;customer;date;amount", "invoice"),
        ("refund_id;order_id;date;amount", "refund"),
        ("payment_id;invoice_id;date;amount", "payment"),
    ],
)
def test_the_number_of_its_own_in_every_row_decides(header: str, main: str) -> None:
    proposal = propose(raw(header, "1;7;2024-02-01;5.50", "2;8;2024-02-02;6.50", "3;9;2024-02-02;6.50"))
    assert (proposal.main, proposal.rivals, proposal.unmapped) == (main, (), ())
    assert proposal.confident


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Betrag brutto", GROSS), ("Betrag (brutto)", GROSS), ("Brutto-Betrag", GROSS), ("Gesamtbetrag brutto", GROSS),
        ("amount gross", GROSS), ("Total (incl. VAT)", GROSS), ("Betrag inkl. 19% MwSt", GROSS), ("Betrag netto", NET),
        ("Summe netto", NET), ("Netto-Betrag", NET), ("Nettosumme", NET), ("Gesamt (netto), EUR", NET),
        ("net total", NET), ("Betrag ohne USt", NET), ("total without tax", NET), ("Total", NET), ("Betrag", NET),
    ],
)  # fmt: skip
def test_net_and_gross_in_any_order(heading: str, target: str) -> None:
    proposal = propose(raw(f"Bestellnr;Bestelldatum;Kunde;{heading}", "1;01.02.2024;K;5,50", "2;01.02.2024;K;6,50"))
    assert (proposal.main, proposal.confident) == ("order", True)
    assert proposal.mapping.columns[heading] == target


def test_words_in_another_order() -> None:
    proposal = propose(raw("Nummer (Bestellung);date of order;Total", "1;2024-02-01;5.50"))
    assert list(proposal.mapping.columns.values()) == ["order.order_id", "order.ordered_at", NET]


def test_a_price_per_piece_stays_a_price() -> None:
    assert (level("Einzelpreis netto"), level("Netzwerk"), level("Netto und Brutto")) == ("netto", None, None)
    one = raw("Bestellnr;Bestelldatum;Artikel;Menge;Preis;Nettobetrag", "1;01.02.2024;Tee;2;1,50;3,00")
    assert propose(one).mapping.columns["Nettobetrag"] == "order_line.net_amount"


def test_a_total_without_words_is_noted_as_net() -> None:
    one = raw("Bestellnr;Bestelldatum;Total", "1;01.02.2024;5,50")
    staged = apply(propose(one).mapping, one)
    assert staged.tables["order"]["net_amount"].to_pylist() == [Decimal("5.5")]
    assert says(staged, "taken as net of VAT")
    said = raw("Bestellnr;Bestelldatum;Total netto", "1;01.02.2024;5,50")
    assert not says(apply(propose(said).mapping, said), "taken as net of VAT")


def test_a_tax_column_makes_the_net_amount() -> None:
    one = raw("Bestellnr;Bestelldatum;Total;MwSt", "1;01.02.2024;119;19")
    mapping = propose(one).mapping
    assert (mapping.columns["Total"], mapping.columns["MwSt"]) == (GROSS, TAX)
    staged = apply(mapping, one)
    assert staged.tables["order"]["net_amount"].to_pylist() == [Decimal(100)]
    assert not says(staged, "VAT")


def test_both_net_and_gross_are_used() -> None:
    one = raw("Bestellnr;Bestelldatum;Betrag netto;Total", "1;01.02.2024;100;119")
    (order,) = apply(propose(one).mapping, one).tables["order"].to_pylist()
    assert (order["net_amount"], order["gross_amount"]) == (100, 119)


def test_a_gross_total_alone_gives_no_net_until_a_rate_is_given() -> None:
    one = raw("Bestellnr;Bestelldatum;Betrag brutto", "1;01.02.2024;119,00", "2;01.02.2024;10,00", "3;01.02.2024;")
    mapping = propose(one).mapping
    staged = apply(mapping, one)
    assert "net_amount" not in staged.tables["order"].column_names
    assert says(staged, "net revenue cannot be computed")
    text = mapping.to_toml() + '[constants]\n"order.tax_rate" = 0.19\n'
    staged = apply(Mapping.from_toml(text), one)
    assert staged.tables["order"]["net_amount"].to_pylist() == [Decimal(100), Decimal("8.4034"), None]
    assert not says(staged, "net revenue cannot be computed")


@pytest.mark.parametrize("rate", [19, -0.1, "viel", "NaN"])
def test_a_rate_that_is_none_is_refused(rate: float | str) -> None:
    one = raw("Bestellnr;Bestelldatum;Betrag brutto", "1;01.02.2024;119,00")
    with pytest.raises(UnusableInput, match=r"tax rate|Steuersatz"):
        apply(replace(propose(one).mapping, constants={"order.tax_rate": rate}), one)


def test_a_rate_without_a_gross_amount_is_refused() -> None:
    one = raw("Bestellnr;Bestelldatum;Betrag netto", "1;01.02.2024;119,00")
    with pytest.raises(UnusableInput, match=r"order\.gross_amount"):
        apply(replace(propose(one).mapping, constants={"order.tax_rate": 0.19}), one)


def test_company_first_and_last_name_are_one_name() -> None:
    one = raw("Kundennr;Firma;Nachname;Vorname;Ort", "1;ACME;Maier;Anna;Bonn", "2;;Kern;Ida;Ulm", "3;Bau AG;;;Ulm",
              "4;;;;Ulm")  # fmt: skip
    proposal = propose(one)
    assert (proposal.main, proposal.confident, proposal.unmapped) == ("customer", True, ())
    assert proposal.preview[0]["customer_vault.name"] == "ACME, Anna Maier"
    mapping = Mapping.from_toml(proposal.mapping.to_toml())
    names = apply(mapping, one).tables["customer_vault"]["name"].to_pylist()
    assert names == ["ACME, Anna Maier", "Ida Kern", "Bau AG", None]


def test_other_targets_still_stand_in_one_column_only() -> None:
    with pytest.raises(UnusableInput):
        Mapping("x", {"a": "order.order_id", "b": "order.order_id"}).check()
