"""Payout reports: payments, fees, refunds and payouts to the cent, and the balance they leave at the provider."""

from __future__ import annotations

import importlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from leitstand.sources.contract import RawTable, Staged
from leitstand.sources.layouts.cash import marked
from leitstand.sources.readers import read
from leitstand.sources.recognise import connectors


def sample(key: str, name: str) -> RawTable:
    package = importlib.import_module(f"leitstand.sources.connectors.{key}")
    (raw,) = read(Path(package.__path__[0]) / "sample" / name)
    return raw


def total(staged: Staged, table: str, column: str) -> Decimal:
    return Decimal(pc.sum(staged.tables[table][column]).as_py() or 0)


@pytest.mark.parametrize(
    ("key", "name", "paid", "fees", "refunded", "left"),
    [
        ("paypal_payout", "paypal_de.csv", "1168.90", "29.81", "49.90", "89.19"),
        ("paypal_payout", "paypal_en.csv", "168.90", "4.91", "49.90", "114.09"),
        ("stripe_payout", "stripe_balance.csv", "168.90", "3.04", "49.90", "0"),
        ("stripe_payout", "stripe_report.csv", "168.90", "3.04", "49.90", "115.96"),
        ("klarna_settlement", "klarna_settlement.csv", "168.90", "6.15", "49.90", "0"),
        ("amazon_settlement", "amazon_settlement.txt", "124.00", "18.60", "25.00", "0"),
    ],
)
def test_amounts_are_exact(key: str, name: str, paid: str, fees: str, refunded: str, left: str) -> None:
    staged = connectors()[key].read(sample(key, name))
    assert total(staged, "payment", "amount") == Decimal(paid)
    assert total(staged, "payment", "fee_amount") == Decimal(fees)
    assert total(staged, "refund", "amount") == Decimal(refunded)
    assert total(staged, "cash_movement", "amount") == Decimal(left)


def test_times_stand_in_their_zone() -> None:
    paid = connectors()["paypal_payout"].read(sample("paypal_payout", "paypal_de.csv")).tables["payment"]
    assert paid["paid_at"][0].as_py().isoformat() == "2024-03-05T13:07:31"
    paid = connectors()["paypal_payout"].read(sample("paypal_payout", "paypal_en.csv")).tables["payment"]
    assert paid["paid_at"][0].as_py().isoformat() == "2024-03-15T21:07:31"
    moved = connectors()["stripe_payout"].read(sample("stripe_payout", "stripe_balance.csv")).tables["cash_movement"]
    assert moved["booked_on"][1].as_py().isoformat() == "2024-03-07"  # 23:30 UTC is the next day in Berlin


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Status", "Ausstehend", "not completed"),
        ("Auswirkung auf Guthaben", "Memo", "memo"),
        ("Netto", "1,00", "gross minus fee"),
    ],
)
def test_what_did_not_move_money_or_does_not_add_up_is_rejected(column: str, value: str, reason: str) -> None:
    raw = sample("paypal_payout", "paypal_de.csv")
    cells = [value, *raw.rows[column].to_pylist()[1:]]
    rows = raw.rows.set_column(raw.rows.column_names.index(column), column, pa.array(cells, pa.string()))
    staged = connectors()["paypal_payout"].read(replace(raw, rows=rows))
    (reject,) = staged.rejects
    assert (reject.column, reject.value) == (column, value)
    assert reason in reject.reason.en
    assert total(staged, "payment", "amount") == Decimal("49.90")


def test_the_bank_s_own_account_is_read_from_above_the_list_and_announced_entries_are_rejected() -> None:
    for name in ("dkb.csv", "ing.csv"):
        moved = connectors()["bank_csv"].read(sample("bank_csv", name)).tables["cash_movement"]
        assert set(moved["account_id"].to_pylist()) == {"DE89370400440532013000"}
    raw = sample("bank_csv", "dkb.csv")
    status = pa.array(["Vorgemerkt", "Gebucht", "Gebucht"])
    staged = connectors()["bank_csv"].read(replace(raw, rows=raw.rows.set_column(2, "Status", status)))
    assert [reject.column for reject in staged.rejects] == ["Status"]
    assert total(staged, "cash_movement", "amount") == Decimal("1738.00")


@pytest.mark.parametrize("name", ["sparkasse.csv", "dkb.csv", "deutsche_bank.csv", "n26.csv", "volksbank.csv"])
def test_every_bank_gives_the_same_movement(name: str) -> None:
    moved = connectors()["bank_csv"].read(sample("bank_csv", name)).tables["cash_movement"].to_pylist()
    (one,) = [row for row in moved if row["amount"] == Decimal("1238.00")]
    assert one["booked_on"].isoformat() == "2024-03-05"
    assert one["counterparty_ref"] == "Muster Handel GmbH · DE02120300000000202051"
    assert one["currency"] == "EUR"


@pytest.mark.parametrize(
    ("kind", "came_back"),
    [("RUECKLASTSCHRIFT", True), ("Rücklast", True), ("109", True), ("NDDT+109+0001", True), ("PMNT-IDDT-UPDD", True),
     ("FOLGELASTSCHRIFT", False), ("1091", False), ("166", False), (None, False)],
)  # fmt: skip
def test_a_debit_that_came_back_is_told_by_its_kind_too(kind: str | None, came_back: bool) -> None:
    (text,) = marked(pa.array(["RE-2024-0007"]), pa.array([kind], pa.string())).to_pylist()
    assert text == ("Rücklastschrift · RE-2024-0007" if came_back else "RE-2024-0007")
