"""The books and the bank of the invented company agree with its orders and with each other, to the cent."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from leitstand.demo.finance.accounts import BANK, SAVINGS
from leitstand.demo.finance.bank import OWN, iban
from leitstand.demo.finance.liquidity import SHORT
from leitstand.demo.finance.postings import entries, postings, trial_balances
from leitstand.demo.world import END, Plan, World
from leitstand.sources import readers

STAGES = (
    "master.population",
    "master.goods",
    "trade.selling",
    "master.records",
    "online.audience",
    "finance.money",
    "finance.books",
)


def company(story: bool = True) -> World:
    world = World(Plan(customers=400, story=story))
    for name in STAGES:
        import_module(f"leitstand.demo.{name}").stage(world)
    return world


@pytest.fixture(scope="module")
def world() -> World:
    return company()


def months(day: pd.Series) -> pd.Series:
    month: pd.Series = day.dt.to_period("M")
    return month


def money_by_day(world: World) -> pd.Series:
    """Balance of both own accounts together after each day on which one of them moved."""
    balances = world.tables["bank_balances"].pivot(index="day", columns="account", values="closing")
    return balances.ffill().sum(axis=1)


def test_gross_postings_are_split_as_datev_does() -> None:
    # pencil and paper: 119.00 holds 19.00; 100.00 at 7 % is 93.46 + 6.54; 11.90 by key; key 40 leaves 5.00 whole
    batch = entries(
        pd.Timestamp(2024, 1, 31), [10001, 10001, 4930, 8400], [8400, 8300, 70001, 1776], [11900, -10000, 1190, 500],
        key=["", "", "9", "40"],
    )  # fmt: skip
    found = postings(batch.reset_index(drop=True))
    amounts = found.groupby(["entry", "account"])["cents"].sum().to_dict()
    assert amounts == {
        (0, 10001): 11900, (0, 8400): -10000, (0, 1776): -1900,
        (1, 10001): -10000, (1, 8300): 9346, (1, 1771): 654,
        (2, 4930): 1000, (2, 1576): 190, (2, 70001): -1190,
        (3, 8400): 500, (3, 1776): -500,
    }  # fmt: skip


def test_profit_of_a_fiscal_year_opens_the_next_as_retained_profit() -> None:
    opening = entries(pd.Timestamp(2023, 10, 1), [1200, 860], 9000, [5000, -5000])
    sale = entries([pd.Timestamp(2024, 9, 30), pd.Timestamp(2024, 10, 1)], 1200, 8400, [119, 238])
    table = trial_balances(postings(pd.concat([opening, sale], ignore_index=True)))
    rows = {(f"{row['day']:%Y-%m}", row["account"]): row for row in table.to_dict("records")}
    assert rows["2024-09", 8400]["closing"] == -100
    assert rows["2024-10", 860]["opening"] == -5100
    assert [rows["2024-10", 1200][name] for name in ("opening", "debit", "closing")] == [5119, 238, 5357]
    assert [rows["2024-10", 8400][name] for name in ("opening", "credit", "closing")] == [0, 200, -200]


def test_every_entry_adds_up_to_zero(world: World) -> None:
    found = world.tables["postings"]
    assert len(found) > 10_000
    assert (found.groupby("entry")["cents"].sum() == 0).all()


def test_trial_balance_is_the_sum_of_the_postings(world: World) -> None:
    found, table = world.tables["postings"], world.tables["trial_balances"]
    booked = found[(found["contra"] != 9000) & (found["account"] != 9000) & (found["account"] < 10_000)]
    moved = booked.groupby([months(booked["day"]), "account"])["cents"].sum()
    own = table[~table["account"].isin([1400, 1600])]
    listed = (own["debit"] - own["credit"]).groupby([months(own["day"]), own["account"]]).sum()
    assert moved[moved != 0].to_dict() == listed[listed != 0].to_dict()
    assert (table.groupby("day")[["closing", "opening"]].sum() == 0).all(axis=None)
    assert table["label"].notna().all()


def test_invoices_are_the_orders_that_were_shipped(world: World) -> None:
    invoice = world.tables["invoices"].set_index("order_id")
    orders = world.tables["orders"].set_index("order_id").loc[invoice.index]
    net = np.rint((orders["gross"] - orders["tax"]) * 100).astype(int)
    assert (invoice["net"] == net).all()
    assert (invoice["net"] == invoice["net_19"] + invoice["net_7"]).all()
    assert (invoice["gross"] == invoice["gross_19"] + invoice["gross_7"]).all()
    assert orders["cancelled_at"].isna().all()
    assert invoice["number"].is_unique
    assert (invoice["issued_on"] < pd.Timestamp(END)).all()


def test_revenue_of_each_month_is_that_of_its_invoices_less_credit_and_discount(world: World) -> None:
    found, invoice, credit = (world.tables[name] for name in ("postings", "invoices", "credit_notes"))
    sales = found[found["account"].isin([8300, 8400])]
    booked = -sales["cents"].groupby(months(sales["day"])).sum()
    billed = invoice["net"].groupby(months(invoice["issued_on"])).sum()
    returned = credit["net"].groupby(months(credit["issued_on"])).sum()
    assert booked.to_dict() == billed.sub(returned, fill_value=0).astype(int).to_dict()
    assert found["account"].isin([8731, 8736]).any()


def test_bank_statement_ledger_and_balances_agree(world: World) -> None:
    lines, balances, found = (world.tables[name] for name in ("bank_lines", "bank_balances", "postings"))
    for account in (BANK, SAVINGS):
        own = balances[balances["account"] == account]
        assert (own["closing"].to_numpy()[:-1] == own["opening"].to_numpy()[1:]).all()
        booked = found[(found["account"] == account) & (found["contra"] != 9000)].groupby("day")["cents"].sum()
        listed = lines[lines["account"] == account].groupby("day")["cents"].sum()
        assert booked[booked != 0].to_dict() == listed[listed != 0].to_dict()
        opening = found.loc[(found["account"] == account) & (found["contra"] == 9000), "cents"].sum()
        assert own["opening"].iloc[0] == opening
    assert balances["closing"].min() >= 0


def test_customers_owe_what_their_invoices_leave_open(world: World) -> None:
    found, invoice = world.tables["postings"], world.tables["invoices"]
    by_name = found[found["account"].between(10_000, 68_999)].groupby("account")["cents"].sum()
    left = invoice[invoice["method"] == "invoice"].groupby("debtor")["open"].sum()
    assert by_name[by_name != 0].to_dict() == left[left != 0].to_dict()


def test_providers_pay_out_what_they_took_less_their_fee(world: World) -> None:
    activity, found = world.tables["payouts"], world.tables["postings"]
    for method, account in {"paypal": 1220, "credit_card": 1230, "amazon": 1240}.items():
        own = activity[activity["method"] == method]
        left = int((own["gross"] - own["fee"]).sum())
        assert found.loc[found["account"] == account, "cents"].sum() == left
        assert left < own.loc[own["kind"] == "payment", "gross"].sum() / 5


def test_profit_and_loss_is_that_of_a_trading_company(world: World) -> None:
    found = world.tables["postings"]

    def total(first: int, last: int) -> float:
        return float(found.loc[found["account"].between(first, last), "cents"].sum())

    revenue = -total(8000, 8999)
    profit = -total(2000, 2999) - total(3000, 3969) - total(4000, 4999) + revenue
    assert 0.4 < total(3000, 3969) / revenue < 0.65
    assert total(4600, 4600) == round(world.tables["ad_days"]["cost"].sum() * 100)
    assert -0.05 < profit / revenue < 0.12


def test_large_customers_pay_later_and_later_until_money_is_short(world: World) -> None:
    told = {truth.id: truth for truth in world.truths}
    late = told["large_customers_late"].more["median_days_late_by_month"]
    assert (told["large_customers_late"].effect or 0) > 8
    assert np.mean([late[month] for month in ("2026-04", "2026-05", "2026-06") if month in late]) > 20
    short = told["cash_shortage"]
    total, since = money_by_day(world), pd.Timestamp(str(short.since))
    assert pd.Timestamp(2026, 6, 1) <= since < pd.Timestamp(2026, 9, 1)
    assert total[total.index < since].min() >= SHORT
    assert total[total.index <= since].iloc[-1] < SHORT
    assert short.effect is not None
    assert short.effect < SHORT / 100
    assert short.more["had_they_paid_as_before"] > short.effect
    assert total.iloc[-1] > SHORT / 2


def test_without_the_story_nothing_happens() -> None:
    twin = company(story=False)
    assert twin.truths == []
    assert money_by_day(twin).min() > SHORT


def test_own_ibans_have_valid_check_digits() -> None:
    assert iban("37040044", 532013000) == "DE89370400440532013000"  # the example of the standard
    assert len(set(OWN.values())) == 2


@pytest.fixture(scope="module")
def files(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    for system in ("bank", "erp"):
        (folder / system).mkdir()
        import_module(f"leitstand.demo.files.{system}").write(world, folder / system)
    return folder


def read_by(connector: str, path: Path) -> dict[str, pd.DataFrame]:
    """All tables that a connector makes of a file; nothing may be rejected."""
    read = import_module(f"leitstand.sources.connectors.{connector}.connector").CONNECTOR.read
    found: dict[str, list[pd.DataFrame]] = {}
    for raw in readers.read(path):
        staged = read(raw)
        assert list(staged.rejects) == []
        for name, table in staged.tables.items():
            found.setdefault(name, []).append(table.to_pandas())
    return {name: pd.concat(parts) for name, parts in found.items()}


def cents(amount: pd.Series) -> pd.Series:
    return (amount.astype(float) * 100).round().astype(int)


def test_ledger_read_from_datev_files_is_the_ledger_of_the_company(world: World, files: Path) -> None:
    batches = sorted((files / "erp").glob("EXTF_Buchungsstapel_*.csv"))
    read = pd.concat([read_by("datev_extf", path)["ledger_entry"] for path in batches])
    read["account"] = read["account"].astype(int)
    listed = cents(read["amount"]).groupby([months(pd.to_datetime(read["booked_on"])), read["account"]]).sum()
    own = world.tables["postings"]
    booked = own["cents"].groupby([months(own["day"]), own["account"]]).sum()
    assert len(batches) == 3
    assert listed[listed != 0].to_dict() == booked[booked != 0].to_dict()


def test_trial_balance_and_open_items_are_read_as_written(world: World, files: Path) -> None:
    read = read_by("trial_balance", files / "erp" / "Summen_und_Saldenliste.xlsx")["trial_balance"]
    own = world.tables["trial_balances"]
    assert read["account"].astype(int).tolist() == own["account"].tolist()
    assert (pd.to_datetime(read["day"]).to_numpy() == own["day"].to_numpy()).all()
    for name in ("opening", "debit", "credit", "closing"):
        assert cents(read[name]).tolist() == own[name].tolist()
    items = read_by("open_items", files / "erp" / "Offene_Posten_Debitoren.xlsx")["open_item"]
    left = world.tables["invoices"]["open"]
    assert cents(items["open_amount"]).sum() == left[left > 0].sum()


def test_statements_and_payouts_are_read_as_written(world: World, files: Path) -> None:
    statements = [read_by("bank_statement", path) for path in sorted((files / "bank").glob("*.xml"))]
    moved = pd.concat([one["cash_movement"] for one in statements])
    assert cents(moved["amount"]).sum() == world.tables["bank_lines"]["cents"].sum()
    assert len(moved) == len(world.tables["bank_lines"])
    last = pd.concat([one["cash_balance"] for one in statements]).sort_values("day").groupby("account_id").last()
    own = world.tables["bank_balances"].groupby("account")["closing"].last()
    assert cents(last["balance"]).to_dict() == {number: own[account] for account, number in OWN.items()}
    activity = world.tables["payouts"]
    for method, connector, name in (
        ("paypal", "paypal_payout", "paypal_aktivitaeten.csv"),
        ("credit_card", "stripe_payout", "stripe_balance_history.csv"),
        ("amazon", "amazon_settlement", "amazon_abrechnungen.txt"),
    ):
        read = read_by(connector, files / "bank" / name)
        rows = activity[activity["method"] == method]
        assert cents(read["cash_movement"]["amount"]).sum() == (rows["gross"] - rows["fee"]).sum()
        assert cents(read["payment"]["amount"]).sum() == rows.loc[rows["kind"] == "payment", "gross"].sum()
