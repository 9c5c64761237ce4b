"""Every amount keeps the currency its file names for it; nothing foreign is counted 1:1."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pytest

from leitstand.sources.contract import ROW, RawTable, Staged
from leitstand.sources.mapping import apply, propose
from leitstand.sources.values.currencies import of_heading, to_mark

DAY = "01.02.2024"


def orders(heading: str, *cells: str, extra: dict[str, list[str | None]] | None = None,
           currency: str | None = None) -> Staged:  # fmt: skip
    count = len(cells)
    columns: dict[str, list[str | None]] = {
        "order_id": [f"A{n}" for n in range(count)], "order_date": [DAY] * count, heading: list(cells), **(extra or {})
    }  # fmt: skip
    raw = RawTable("orders.csv", pa.table({ROW: pa.array(range(2, count + 2), pa.int64()), **columns}))
    proposal = propose(raw)
    assert (proposal.main, proposal.missing) == ("order", ())
    return apply(replace(proposal.mapping, currency=currency), raw)


def read(staged: Staged) -> list[tuple[Decimal, str | None]]:
    rows = staged.tables["order"].to_pylist()
    amount = next(name for name in ("net_amount", "gross_amount") if name in staged.tables["order"].column_names)
    return [(row[amount], row.get("currency")) for row in rows]


@pytest.mark.parametrize(
    ("heading", "mark"),
    [
        ("total (USD)", "USD"), ("Betrag EUR", "EUR"), ("amount_usd", "USD"), ("AmountCHF", "CHF"),
        ("Preis in €", "EUR"), ("Total US$", "USD"), ("Total $", "$"), ("Umsatz in Euro", "EUR"),
        ("Betrag", None), ("EUR/USD", None),
    ],
)  # fmt: skip
def test_the_currency_of_a_heading(heading: str, mark: str | None) -> None:
    assert of_heading(heading) == mark


def test_the_mark_of_a_cell() -> None:
    cells = pa.array(["USD 1.50", "$1001.50", "12 €", "12EUR", "-£3", "US$ 4", "12", None, "CHF 1'000.00"])
    assert to_mark(cells).to_pylist() == ["USD", "$", "EUR", "EUR", "GBP", "USD", None, None, "CHF"]


@pytest.mark.parametrize("heading", ["amount_usd", "amount (USD)", "Betrag USD"])
def test_a_heading_sets_the_currency(heading: str) -> None:
    assert read(orders(heading, "100.50", "7.00")) == [(Decimal("100.5"), "USD"), (Decimal(7), "USD")]


def test_cells_of_one_column_in_two_currencies() -> None:
    assert read(orders("amount", "12 EUR", "12 USD")) == [(Decimal(12), "EUR"), (Decimal(12), "USD")]


def test_a_cell_without_a_sign_among_cells_of_one_currency_has_theirs() -> None:
    assert read(orders("amount", "USD 1.50", "2.50")) == [(Decimal("1.5"), "USD"), (Decimal("2.5"), "USD")]


def test_a_cell_without_a_sign_among_several_currencies_is_not_guessed() -> None:
    staged = orders("amount", "12 EUR", "12 USD", "12")
    assert [code for _, code in read(staged)] == ["EUR", "USD"]
    assert [(one.row, one.value) for one in staged.rejects] == [(4, "12")]
    assert read(orders("amount", "12 EUR", "12 USD", "12", currency="CHF"))[2] == (Decimal(12), "CHF")


def test_a_shared_sign_is_the_usual_dollar_unless_the_mapping_or_the_row_says_otherwise() -> None:
    staged = orders("amount", "$1001.50")
    assert read(staged) == [(Decimal("1001.5"), "USD")]
    assert any("'$' was read as USD" in note.en for note in staged.notes)
    staged = orders("amount", "$1001.50", currency="CAD")
    assert read(staged) == [(Decimal("1001.5"), "CAD")]
    assert not any("was read as" in note.en for note in staged.notes)
    assert read(orders("amount", "$5", extra={"currency": ["AUD"]})) == [(Decimal(5), "AUD")]


def test_a_cell_against_the_currency_column_is_rejected_with_both_names() -> None:
    staged = orders("amount", "12 USD", "12", "12 €", extra={"currency": ["EUR", "eur", "€"]})
    assert read(staged) == [(Decimal(12), "EUR"), (Decimal(12), "EUR")]
    (reject,) = staged.rejects
    assert reject.row == 2
    for text in (reject.reason.de, reject.reason.en):
        assert "USD" in text
        assert "EUR" in text


def test_an_assumed_currency_is_noted_once_and_only_then() -> None:
    def assumed(staged: Staged) -> int:
        return sum("the reporting currency was assumed" in note.en for note in staged.notes)

    assert assumed(orders("amount", "12", "13")) == 1
    assert assumed(orders("amount", "12 USD", "13")) == 0
    assert assumed(orders("amount", "12", currency="USD")) == 0


def test_lines_in_two_currencies_make_no_total() -> None:
    raw = RawTable(
        "lines.csv",
        pa.table({
            ROW: pa.array([2, 3, 4], pa.int64()),
            "Bestellnr": ["B1", "B1", "B2"],
            "Bestelldatum": [DAY] * 3,
            "Artikel": ["x", "y", "x"],
            "Menge": ["1", "1", "1"],
            "Einzelpreis": ["5,00 EUR", "5,00 USD", "5,00 EUR"],
        }),
    )  # fmt: skip
    staged = apply(propose(raw).mapping, raw)
    assert staged.tables["order_line"]["currency"].to_pylist() == ["EUR", "USD", "EUR"]
    assert staged.tables["order"]["net_amount"].to_pylist() == [None, Decimal(5)]
