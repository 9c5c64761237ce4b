"""The bridge from shop to books and from result to bank, reckoned with pencil and paper; signing months off."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.jobs.account_list import accounts, write_account_list
from leitstand.jobs.reconciling import Bridge, Month, reconcile, reopen, sign
from leitstand.metrics import worked
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.sources.readers import read
from leitstand.sources.recognise import connectors

MARCH = date(2024, 3, 1)
Rows = dict[str, list[dict[str, Any]]]

CHART = [
    {"account": "8400", "kind": "revenue", "label": "Erlöse", "chart": "SKR03"},
    {"account": "8700", "kind": "revenue_deduction", "chart": "SKR03"},
    {"account": "8736", "kind": "revenue_deduction", "chart": "SKR03"},
    {"account": "1776", "kind": "sales_tax", "chart": "SKR03"},
    {"account": "9000", "kind": "statistical", "chart": "SKR03"},
]
SHOP: Rows = {
    "order": [
        {"order_id": 1, "ordered_at": "2024-03-05", "gross_amount": 130.9, "discount_amount": 11.9, "tax_amount": 19,
         "net_amount": 100, "shipping_amount": 5},
        {"order_id": 2, "ordered_at": "2024-03-28", "gross_amount": 59.5, "tax_amount": 9.5, "net_amount": 50},
        {"order_id": 3, "ordered_at": "2024-03-10", "gross_amount": 47.6, "tax_amount": 7.6, "net_amount": 40,
         "status": "cancelled"},
        {"order_id": 4, "ordered_at": "2024-02-27", "gross_amount": 238, "tax_amount": 38, "net_amount": 200},
        {"order_id": 5, "ordered_at": "2024-03-30", "gross_amount": 35.7, "tax_amount": 5.7, "net_amount": 30},
        {"order_id": 6, "ordered_at": "2024-03-30", "document_kind": "stock_move", "gross_amount": 999},
    ],
    "order_line": [{"order_id": 1, "net_amount": 110}, {"order_id": 1, "line_type": "discount", "net_amount": -10}],
    "invoice": [
        {"number": "R1", "order_id": 1, "issued_on": "2024-03-06", "net_amount": 106},
        {"number": "R2", "order_id": 2, "issued_on": "2024-04-02", "net_amount": 50},
        {"number": "R4", "order_id": 4, "issued_on": "2024-03-01", "net_amount": 200},
        {"number": "R9", "issued_on": "2024-03-15", "net_amount": 70},
    ],
    "refund": [
        {"order_id": 1, "refunded_at": "2024-03-20", "amount": 20, "document": "G1"},
        {"order_id": 3, "refunded_at": "2024-03-21", "amount": 40},
    ],
    "ledger_account": CHART,
    "ledger_entry": [
        {"booked_on": "2024-03-06", "account": "8400", "amount": -106, "document": "R1"},
        {"booked_on": "2024-03-01", "account": "8400", "amount": -200, "document": "R4"},
        {"booked_on": "2024-03-25", "account": "8736", "amount": 3, "document": "R4"},
        {"booked_on": "2024-04-02", "account": "8400", "amount": -50, "document": "R2"},
        {"booked_on": "2024-04-01", "account": "8400", "amount": -70, "document": "R9"},
        {"booked_on": "2024-04-02", "account": "8700", "amount": 20, "document": "G1"},
        {"booked_on": "2024-03-31", "account": "8400", "contra_account": "9000", "amount": 5000},
        {"booked_on": "2024-03-31", "account": "9000", "contra_account": "8400", "amount": -5000},
    ],
}  # fmt: skip


def with_rows(**more: list[dict[str, Any]]) -> Rows:
    rows = copy.deepcopy(SHOP)
    for name, given in more.items():
        rows[name] = rows.get(name, []) + given
    return rows


def amounts(bridge: Bridge) -> dict[str, Decimal]:
    return {step.id: step.amount for step in bridge.steps}


def months(home: Home, rows: Rows) -> dict[date, Month]:
    found = {one.start: one for one in reconcile(home, worked.facts(rows))}
    for one in found.values():
        assert one.revenue.target is not None and one.revenue.remainder is not None
        assert sum(amounts(one.revenue).values()) + one.revenue.remainder == one.revenue.target
    return found


def test_every_step_from_the_shop_to_the_books(home: Home) -> None:
    found = months(home, SHOP)
    assert list(found) == [MARCH, date(2024, 4, 1)]
    march = found[MARCH].revenue
    assert amounts(march) == {
        "orders_gross": Decimal("273.70"),  # 130.90 + 59.50 + 47.60 + 35.70; a stock move is no order
        "discounts": Decimal("-11.90"),
        "vat": Decimal("-41.80"),
        "shipping": 5,
        "cancelled": -40,
        "not_invoiced": -30,
        "invoiced_later": -50,
        "invoiced_earlier": 200,
        "invoice_differs": 1,
        "invoices_without_order": 70,
        "returns": -20,  # that of the cancelled order took nothing back
        "booked_other_month": -50,  # R9 (70) and G1 (−20) are booked in April
        "deductions": -3,
    }
    assert (march.target, march.remainder) == (303, 0)
    april = found[date(2024, 4, 1)].revenue
    assert amounts(april) == {"invoiced_earlier": 50, "booked_other_month": 50}
    assert (april.target, april.remainder) == (100, 0)


def test_what_nobody_can_explain_stays_as_remainder(home: Home) -> None:
    extra = {"booked_on": "2024-03-30", "account": "8400", "amount": -12.34, "document": "X"}
    march = months(home, with_rows(ledger_entry=[extra]))[MARCH].revenue
    assert (march.target, march.remainder) == (Decimal("315.34"), Decimal("12.34"))
    # a document booked with another amount: its shift in time is known, the difference is not
    rows = copy.deepcopy(SHOP)
    rows["ledger_entry"][4]["amount"] = -71
    found = months(home, rows)
    assert [one.revenue.remainder for one in found.values()] == [0, 1]


def test_gross_amounts_that_hold_shipping_show_how_it_enters(home: Home) -> None:
    rows = copy.deepcopy(SHOP)
    rows["order"][0] |= {"gross_amount": 136.85, "tax_amount": 19.95, "net_amount": 105}
    march = months(home, rows)[MARCH].revenue
    assert {one: amounts(march)[one] for one in ("contained", "shipping")} == {"contained": -5, "shipping": 5}
    assert march.remainder == 0


def test_a_trial_balance_that_differs_is_a_step_of_its_own(home: Home) -> None:
    balance = [
        {"day": "2024-03-31", "account": "8400", "debit": 0, "credit": 304, "closing": -900},
        {"day": "2024-03-31", "account": "8736", "debit": 3, "closing": 3},
        {"day": "2024-03-31", "account": "1776", "credit": 777},
    ]
    found = months(home, with_rows(trial_balance=balance))
    assert amounts(found[MARCH].revenue)["trial_balance"] == -2
    assert (found[MARCH].revenue.target, found[MARCH].revenue.remainder) == (301, 0)
    april = found[date(2024, 4, 1)]
    assert any("does not give this month's revenue" in text.en for text in april.missing)


def test_sums_of_the_year_give_the_month_by_difference(home: Home) -> None:
    balance = [
        {"day": day, "account": "8400", "opening": 0, "closing": closing}
        for day, closing in (("2024-01-31", -90), ("2024-02-29", -100), ("2024-03-31", -403))
    ]
    rows = {"trial_balance": balance, "ledger_account": CHART}
    found = months(home, rows)
    assert [one.revenue.target for one in found.values()] == [90, 10, 303]
    del balance[0]
    assert [one.revenue.target for one in months(home, rows).values()] == [303]  # February lacks the month before


def test_what_is_missing_is_said_and_no_step_is_made_up(home: Home) -> None:
    rows = {name: SHOP[name] for name in ("order", "order_line", "ledger_account", "ledger_entry")}
    march = months(home, rows)[MARCH]
    assert not {"not_invoiced", "invoiced_later", "returns"} & set(amounts(march.revenue))
    said = " ".join(text.en for text in march.missing)
    assert "No invoices" in said and "No returns" in said and "No trial balance" in said and "No bank" in said
    assert march.revenue.remainder == Decimal("303") - (
        Decimal("273.7") - Decimal("11.9") - Decimal("41.8") + 5 - 40 - 3
    )


CASH: Rows = {
    "ledger_account": [
        *CHART, {"account": "1200", "kind": "cash", "chart": "SKR03"},
        {"account": "1576", "kind": "sales_tax", "chart": "SKR03"},
        {"account": "0420", "kind": "fixed_asset", "chart": "SKR03"},
        {"account": "4830", "kind": "depreciation", "chart": "SKR03"},
        {"account": "4210", "kind": "cost", "chart": "SKR03"}, {"account": "0650", "kind": "loan", "chart": "SKR03"},
        {"account": "2120", "kind": "interest", "chart": "SKR03"},
    ],
    "ledger_entry": [
        {"booked_on": "2024-03-01", "account": account, "contra_account": contra, "amount": amount, "document": voucher}
        for voucher, *rows in (
            ("EB", ("1200", "9000", 1000), ("9000", "1200", -1000)),
            ("R1", ("10001", "8400", 119), ("8400", "10001", -100), ("1776", "10001", -19)),
            ("Z1", ("1200", "10001", 60), ("10001", "1200", -60)),
            ("M", ("4210", "1200", 30), ("1200", "4210", -30)),
            ("L", ("4210", "70001", 10), ("70001", "4210", -10)),
            ("AfA", ("4830", "0420", 25), ("0420", "4830", -25)),
            ("AN", ("0420", "1200", 200), ("1576", "1200", 38), ("1200", "0420", -238)),
            ("DL", ("0650", "1200", 50), ("2120", "1200", 4), ("1200", "0650", -54)),
            ("X", ("4210", "1200", 7), ("1200", "4210", -7)),
        )
        for account, contra, amount in rows
    ],
    "cash_movement": [
        {"booked_on": "2024-03-01", "amount": amount, "class": kind}
        for amount, kind in ((60, "operating"), (-30, "operating"), (-238, "investing"), (-54, "financing"))
    ],
}  # fmt: skip


def test_every_step_from_the_result_to_the_bank(home: Home) -> None:
    march = months(home, CASH)[MARCH]
    assert amounts(march.cash) == {
        "result": 28,  # 100 − 30 − 10 − 25 − 7; interest comes after it
        "depreciation": 25,
        "receivables": -59,
        "payables": 10,
        "sales_tax": -19,  # owes 19, gets 38 back
        "investment_tax": 38,
    }
    assert march.operating_cash_flow == -15
    assert (march.cash.target, march.cash.remainder) == (30, 7)  # the last payment is not on the bank's list


def test_a_movement_without_a_class_is_no_remainder(home: Home) -> None:
    # one of forty: with more the operating cash flow of the bank would not be known
    rows = copy.deepcopy(CASH)
    rows["cash_movement"] += [{"booked_on": "2024-03-01", "amount": 0, "class": "operating"} for _ in range(35)]
    rows["cash_movement"].append({"booked_on": "2024-03-01", "amount": -7})
    march = months(home, rows)[MARCH]
    assert (amounts(march.cash)["unclassified"], march.cash.remainder) == (7, 0)


def test_a_signed_month_tells_what_has_changed_since(home: Home) -> None:
    books = {name: SHOP[name] for name in ("ledger_account", "ledger_entry")}
    late = {"booked_on": "2024-03-31", "account": "8736", "amount": 2, "document": "R1"}
    facts = worked.facts(books)
    assert sign(home, facts, date(2024, 3, 17), "geprüft").state == "signed"
    with pytest.raises(UnusableInput, match="signed already"):
        sign(home, facts, MARCH)
    facts = worked.facts({**books, "ledger_entry": [*books["ledger_entry"], late]})
    (march,) = reconcile(home, facts, MARCH)
    assert march.state == "changed"
    assert {(one.id, one.old, one.new) for one in march.changes if one.id.startswith("revenue")} == {
        ("revenue.deductions", -3, -5), ("revenue.revenue_target", 303, 301),
    }  # fmt: skip
    assert march.as_dict()["signed"]["note"] == "geprüft"
    with pytest.raises(UnusableInput, match="needs a reason"):
        reopen(home, facts, MARCH, " ")
    assert reopen(home, facts, MARCH, "Skonto nachgebucht").state == "open"
    again = sign(home, facts, MARCH)
    assert again.state == "signed" and [one.reason for one in again.signatures] == ["Skonto nachgebucht", ""]
    with pytest.raises(UnusableInput, match="not signed"):
        reopen(home, facts, date(2024, 4, 1), "nichts")
    with pytest.raises(UnusableInput, match="no books"):
        sign(home, facts, date(2031, 1, 1))


def test_a_signed_month_stays_when_its_books_are_withdrawn(home: Home) -> None:
    books = {name: SHOP[name] for name in ("ledger_account", "ledger_entry")}
    sign(home, worked.facts(books), MARCH)
    april_only = {**books, "ledger_entry": [one for one in SHOP["ledger_entry"] if one["booked_on"] >= "2024-04"]}
    for rows in ({"order": SHOP["order"]}, april_only):
        march = reconcile(home, worked.facts(rows))[0]
        assert (march.start, march.state, march.revenue.target) == (MARCH, "changed", None)
        assert ("revenue.revenue_target", 303, None) in {(one.id, one.old, one.new) for one in march.changes}
        assert march.as_dict()["books"] is None
    facts = worked.facts({"order": SHOP["order"]})
    opened = reopen(home, facts, MARCH, "Bücher zurückgezogen")
    assert (opened.state, [one.reason for one in opened.signatures]) == ("open", ["Bücher zurückgezogen"])
    assert [one.state for one in reconcile(home, facts)] == ["open"]
    with pytest.raises(UnusableInput, match="no books"):
        sign(home, facts, MARCH)
    with pytest.raises(UnusableInput, match="not signed"):
        reopen(home, facts, MARCH, "noch einmal")


def test_a_user_without_a_name_can_sign(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nameless)
    monkeypatch.setattr("os.getuid", lambda: 4711)
    books = {name: SHOP[name] for name in ("ledger_account", "ledger_entry")}
    signed = sign(home, worked.facts(books), MARCH).signed
    assert signed is not None and signed.signed_by == "uid 4711"


def test_the_own_list_goes_before_the_chart_and_takes_effect_at_once() -> None:
    ledger = [
        {"booked_on": "2024-03-05", "account": "4120", "cost_center": "VTR", "amount": 300},
        {"booked_on": "2024-03-05", "account": "4120", "cost_center": "LAG", "amount": 100},
        {"booked_on": "2024-03-05", "account": "4600", "amount": 50},
        {"booked_on": "2024-03-06", "account": "4610", "amount": 20},
    ]
    chart = [
        {"account": "4120", "kind": "cost", "chart": "SKR03"},
        {"account": "4600", "kind": "cost", "cost_type": "acquisition_media", "chart": "SKR03"},
        {"account": "4610", "kind": "cost", "cost_type": "acquisition_media", "chart": "SKR03"},
    ]
    own = [
        {"account": "4120", "kind": "cost", "cost_type": "acquisition_sales_staff", "cost_center": "VTR"},
        {"account": "4610", "kind": "cost"},
    ]

    def cost(listed: list[dict[str, Any]]) -> dict[str | None, float | None]:
        facts = worked.facts({"ledger_entry": ledger, "ledger_account": chart + listed})
        found = answer(facts, "cost_amount", Ask("total", by=("cost_type",)))
        return {one.dims["cost_type"]: one.value for one in found}

    assert cost([]) == {"acquisition_media": 70}
    assert cost(own) == {"acquisition_media": 50, "acquisition_sales_staff": 300}


def test_the_books_say_how_much_a_cost_was_and_the_platforms_for_what() -> None:
    rows: Rows = {
        "campaign": [{"campaign_id": 1, "name": "Frühling"}],
        "cost": [
            {"booked_on": "2024-03-10", "amount": 60, "cost_type": "acquisition_media", "campaign_id": 1},
            {"booked_on": "2024-04-10", "amount": 40, "cost_type": "acquisition_media", "campaign_id": 1},
            {"booked_on": "2024-03-11", "amount": 8, "cost_type": "service"},
        ],
        "ledger_account": [{"account": "4600", "kind": "cost", "cost_type": "acquisition_media", "chart": "SKR03"}],
        "ledger_entry": [{"booked_on": "2024-03-31", "account": "4600", "amount": 100}],
    }
    by_month = answer(worked.facts(rows), "cost_amount", Ask("month"))
    assert [one.value for one in by_month] == [108, 40]  # March: 100 by the books and 8 for service; April: not booked
    split = answer(worked.facts(rows), "cost_amount", Ask("total", by=("campaign",)))
    assert {one.dims["campaign"]: one.value for one in split} == {"Frühling": 100, None: 48}


def test_the_list_of_accounts_can_be_loaded_again(tmp_path: Path) -> None:
    facts = worked.facts(SHOP)
    assert write_account_list(facts, tmp_path / "konten.xlsx", "de") == len(CHART) == len(accounts(facts))
    (raw,) = [one for one in read(tmp_path / "konten.xlsx") if "Konten" in one.name]
    staged = connectors()["account_list"].read(raw)
    assert not staged.rejects
    kept = {row["account"]: row["kind"] for row in staged.tables["ledger_account"].to_pylist()}
    assert kept == {row["account"]: row["kind"] for row in CHART}
    with pytest.raises(UnusableInput, match="No accounts"):
        write_account_list(worked.facts({}), tmp_path / "leer.xlsx", "de")
