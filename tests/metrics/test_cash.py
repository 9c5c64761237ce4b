"""Cash metrics, computed a second time in plain Python over made-up rows, and against figures of real ones."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from leitstand.foundation.period import Grain, Period, add_months
from leitstand.metrics import worked
from leitstand.metrics.compute import tree
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.result import Value

Rows = dict[str, list[dict[str, Any]]]
START, LAST = date(2023, 1, 1), date(2024, 6, 30)
MONTHS = [add_months(START, n) for n in range(18)]
BANDS = [(91, ">90"), (61, "61–90"), (31, "31–60"), (1, "1–30"), (-999, "0")]


LOADED: list[Any] = []
"""The rows that lie in the engine of the worked examples, and the facts over them: loading is what takes time."""


def on(text: str) -> date:
    return date.fromisoformat(text)


def some_day(chance: random.Random, first: date = START, last: date = LAST) -> date:
    return first + timedelta(days=chance.randrange((last - first).days + 1))


@pytest.fixture(scope="module")
def rows() -> Rows:
    chance = random.Random(11)
    made: Rows = defaultdict(list)
    made["customer"] = [
        {"customer_key": n, "customer_type": "company", "segment": chance.choice("AB"), "created_at": "2023-01-01"}
        for n in range(1, 41)
    ]
    for number in range(1, 251):
        issued, gross = some_day(chance), chance.randrange(10, 900)
        due = issued + timedelta(days=chance.choice((0, 14, 30, 60)))
        invoice = {
            "invoice_id": number, "issued_on": issued, "due_on": due, "gross_amount": gross,
            "customer_key": chance.randrange(1, 41),
        }  # fmt: skip
        if chance.random() < 0.1:
            invoice |= {"due_on": None, "payment_terms_days": chance.choice((None, 20))}
        left, when = gross, issued
        for _ in range(chance.randrange(4)):
            when = when + timedelta(days=chance.randrange(-3, 70))
            part = left if chance.random() < 0.5 else chance.randrange(1, left + 1)
            made["payment"].append({"invoice_id": number, "paid_at": when.isoformat(), "amount": part})
            left -= part
            if not left:
                break
        if not left:
            invoice["paid_in_full_on"] = max(when, issued)
        elif chance.random() < 0.3:
            invoice["open_amount"] = left - chance.randrange(0, left + 1)  # a credit note without a day
        made["invoice"].append(invoice)
    for day in MONTHS:
        made["cash_movement"] += [
            {"booked_on": some_day(chance, day, day + timedelta(days=27)), "amount": chance.randrange(-900, 500),
             "category": chance.choice(("supplier", "transfer", None)),
             "class": chance.choice(("operating", "investing", "financing"))}
            for _ in range(6)
        ]  # fmt: skip
        made["cash_balance"] += [{"day": day, "account_id": name, "balance": chance.randrange(5000)} for name in "xy"]
    made["cash_movement"].append({"booked_on": START, "amount": 1})
    return dict(made)


def facts_of(rows: Rows, as_of: date = LAST) -> StoreFacts:
    if not LOADED or LOADED[0] is not rows or LOADED[1].as_of != as_of:
        LOADED[:] = rows, worked.facts(rows, as_of.isoformat())
    return LOADED[1]


def ask(rows: Rows, metric: str, grain: Grain = "month", by: tuple[str, ...] = (), as_of: date = LAST) -> list[Value]:
    return answer(facts_of(rows, as_of), metric, Ask(grain, by, start=START, end=add_months(LAST.replace(day=1), 1)))


def due(invoice: dict[str, Any]) -> date | None:
    if invoice["due_on"] is None and invoice.get("payment_terms_days") is not None:
        return invoice["issued_on"] + timedelta(days=invoice["payment_terms_days"])
    return invoice["due_on"]


def open_items(rows: Rows, day: date) -> list[tuple[dict[str, Any], float, int | None]]:
    """(invoice, open amount, days overdue) at the end of the day."""
    found = []
    for invoice in rows["invoice"]:
        paid = [(on(p["paid_at"]), p["amount"]) for p in rows["payment"] if p["invoice_id"] == invoice["invoice_id"]]
        if invoice["issued_on"] > day or (invoice.get("paid_in_full_on") or date.max) <= day:
            continue
        claim = invoice["gross_amount"]
        if invoice.get("open_amount") is not None:
            claim = min(claim, invoice["open_amount"] + sum(amount for _, amount in paid))
        left = claim - sum(amount for when, amount in paid if when <= day)
        if left > 0:
            until = due(invoice)
            found.append((invoice, left, None if until is None else (day - until).days))
    return found


def month_ends() -> list[date]:
    return [add_months(month, 1) - timedelta(days=1) for month in MONTHS]


def test_receivables_and_overdue(rows: Rows) -> None:
    items = [open_items(rows, day) for day in month_ends()]
    assert [v.value for v in ask(rows, "receivables_amount")] == pytest.approx(
        [sum(x[1] for x in one) for one in items]
    )
    overdue = [sum(left for _, left, late in one if late is not None and late > 0) for one in items]
    assert [v.value for v in ask(rows, "overdue_amount")] == pytest.approx(overdue)
    dated = [sum(left for _, left, late in one if late is not None) for one in items]
    shares = [part / whole for part, whole in zip(overdue, dated, strict=True)]
    assert [v.value for v in ask(rows, "overdue_share")] == pytest.approx(shares)
    assert [v.n for v in ask(rows, "receivables_amount")] == [len(one) for one in items]


def test_overdue_bands(rows: Rows) -> None:
    expected: dict[tuple[int, str | None], float] = defaultdict(float)
    for index, day in enumerate(month_ends()):
        for _, left, late in open_items(rows, day):
            expected[index, None if late is None else next(name for first, name in BANDS if late >= first)] += left
    found = {(MONTHS.index(v.period.start), v.dims["overdue_band"]): v.value
             for v in ask(rows, "receivables_amount", by=("overdue_band",))}  # fmt: skip
    assert found == pytest.approx(expected)


def test_days_sales_outstanding(rows: Rows) -> None:
    for index, (dso, best, late) in enumerate(
        zip(ask(rows, "dso"), ask(rows, "best_possible_dso"), ask(rows, "overdue_days"), strict=True)
    ):
        day = month_ends()[index]
        sales = sum(i["gross_amount"] for i in rows["invoice"] if MONTHS[index] <= i["issued_on"] <= day)
        assert dso.value == pytest.approx(sum(left for _, left, _ in open_items(rows, day)) / sales * day.day)
        assert dso.value == pytest.approx((best.value or 0) + (late.value or 0))


def test_days_sales_outstanding_of_a_month_that_has_not_ended(rows: Rows) -> None:
    value = ask(rows, "dso", as_of=date(2024, 6, 10))[-1]
    sales = sum(i["gross_amount"] for i in rows["invoice"] if date(2024, 6, 1) <= i["issued_on"] <= date(2024, 6, 10))
    left = sum(left for _, left, _ in open_items(rows, date(2024, 6, 10)))
    assert value.value == pytest.approx(left / sales * 10)
    assert not value.complete


def test_count_back(rows: Rows) -> None:
    for index, value in enumerate(ask(rows, "dso_countback")):
        left, days = sum(x[1] for x in open_items(rows, month_ends()[index])), 0.0
        for back in range(index, -1, -1):
            first, last = MONTHS[back], month_ends()[back]
            sales = sum(i["gross_amount"] for i in rows["invoice"] if first <= i["issued_on"] <= last)
            part = min(left / sales, 1)
            days, left = days + part * last.day, left - part * sales
        if left > 1e-6:
            assert value.value is None
            assert value.note
        else:
            assert value.value == pytest.approx(days)


def test_days_late(rows: Rows) -> None:
    paid = [i for i in rows["invoice"] if i.get("paid_in_full_on") and i["due_on"] and i["paid_in_full_on"] <= LAST]
    late = [max((i["paid_in_full_on"] - i["due_on"]).days, 0) for i in paid]
    weight = [i["gross_amount"] for i in paid]
    total = {m: ask(rows, m, "total")[0] for m in ("days_late_mean", "days_delinquent", "invoice_late_share")}
    assert total["days_late_mean"].value == pytest.approx(sum(late) / len(late))
    assert total["days_delinquent"].value == pytest.approx(
        sum(x * w for x, w in zip(late, weight, strict=True)) / sum(weight)
    )
    assert total["invoice_late_share"].value == pytest.approx(sum(x > 0 for x in late) / len(late))
    assert all(value.ci_low is not None and value.ci_low < value.value < value.ci_high for value in total.values())  # type: ignore[operator]


def test_cash_flow_and_runway(rows: Rows) -> None:
    moves = [m for m in rows["cash_movement"] if m.get("category") != "transfer"]
    flow = [
        sum(m["amount"] for m in moves if first <= m["booked_on"] <= last)
        for first, last in zip(MONTHS, month_ends(), strict=True)
    ]
    assert [v.value for v in ask(rows, "net_cash_flow")] == pytest.approx(flow)
    into, out = ask(rows, "cash_in", "total")[0].value, ask(rows, "cash_out", "total")[0].value
    assert (into or 0) - (out or 0) == pytest.approx(sum(flow))
    operating = sum(m["amount"] for m in moves if m.get("class") == "operating")
    assert ask(rows, "operating_cash_flow", "total")[0].value == pytest.approx(operating)
    for index, value in enumerate(ask(rows, "cash_runway_months")):
        mean = sum(flow[max(index - 2, 0) : index + 1]) / 3
        balance = sum(b["balance"] for b in rows["cash_balance"] if b["day"] == MONTHS[index])
        assert value.value == (pytest.approx(balance / -mean) if index >= 2 and mean < 0 else None)


def test_an_amount_without_an_exchange_rate_is_never_taken_as_it_is(rows: Rows) -> None:
    foreign = {"issued_on": date(2023, 1, 5), "due_on": date(2023, 1, 6), "gross_amount": 100, "currency": "SEK"}
    more = {**rows, "invoice": [*rows["invoice"], foreign]}
    assert {v.status for v in ask(more, "receivables_amount")} == {"not_convertible"}


def test_invoice_without_a_payment_row_is_open_until_it_was_paid_in_full() -> None:
    rows: Rows = {"invoice": [{"issued_on": START, "gross_amount": 70, "paid_in_full_on": date(2023, 3, 1)}]}
    assert [v.value for v in ask(rows, "receivables_amount")][:4] == [70, 70, 0, 0]


@pytest.fixture(scope="module")
def shop() -> Rows:
    chance = random.Random(5)
    made: Rows = defaultdict(list)
    made["customer"] = [{"customer_key": n, "created_at": "2023-01-01"} for n in range(1, 121)]
    for number in range(1, 401):
        day = some_day(chance)
        status = "cancelled" if chance.random() < 0.1 else "placed"
        customer = chance.randrange(1, 121)
        made["order"].append(
            {"order_id": number, "ordered_at": day.isoformat(), "customer_key": customer, "status": status}
        )
        for _ in range(chance.randrange(1, 3)):
            net = chance.randrange(20, 200)
            made["order_line"].append({"order_id": number, "net_amount": net, "cost_amount": net // 2})
        if chance.random() < 0.25:
            made["refund"].append(
                {
                    "order_id": number,
                    "refunded_at": (day + timedelta(days=chance.randrange(60))).isoformat(),
                    "amount": 15,
                    "customer_key": customer,
                }
            )
        if chance.random() < 0.1:
            made["dispute"].append(
                {"opened_at": day.isoformat(), "amount": 40, "handling_cost": 3, "customer_key": customer,
                 "outcome": chance.choice(("won", "lost", "open"))}
            )  # fmt: skip
    for month in MONTHS:
        made["cost"].append({"booked_on": month, "amount": 900, "cost_type": "acquisition_media"})
        made["cost"].append({"booked_on": month, "amount": 200, "cost_type": "service"})
    return dict(made)


def orders(shop: Rows) -> dict[int, dict[str, Any]]:
    return {o["order_id"]: o for o in shop["order"] if o["status"] != "cancelled"}


def net(shop: Rows, number: int, column: str = "net_amount") -> int:
    return sum(line[column] for line in shop["order_line"] if line["order_id"] == number)


def first_days(shop: Rows) -> dict[int, date]:
    found: dict[int, date] = {}
    for one in orders(shop).values():
        day = on(one["ordered_at"])
        found[one["customer_key"]] = min(found.get(one["customer_key"], day), day)
    return found


def months_between(first: date, day: date) -> int:
    return (day.year - first.year) * 12 + day.month - first.month - (day.day < first.day)


def test_refund_rate_follows_the_order(shop: Rows) -> None:
    good = orders(shop)
    for value in ask(shop, "refund_rate"):
        placed = {n for n, o in good.items() if value.period.start <= on(o["ordered_at"]) < value.period.end}
        refunded = sum(r["amount"] for r in shop["refund"] if r["order_id"] in placed)
        assert value.value == pytest.approx(refunded / sum(net(shop, n) for n in placed))
    assert [v.complete for v in ask(shop, "refund_rate")] == [True] * 16 + [False] * 2


def test_acquisition_cost_and_payback(shop: Rows) -> None:
    first, good = first_days(shop), orders(shop)
    for value, back in zip(ask(shop, "cac", "quarter"), ask(shop, "cac_payback_months", "quarter"), strict=True):
        cohort = {c for c, day in first.items() if value.period.start <= day < value.period.end}
        spent = 2700
        assert value.value == (pytest.approx(spent / len(cohort)) if len(cohort) >= 10 else None)
        margin: dict[int, float] = defaultdict(float)
        for n, one in good.items():
            if one["customer_key"] in cohort:
                month = months_between(first[one["customer_key"]], on(one["ordered_at"])) + 1
                margin[month] += net(shop, n) - net(shop, n, "cost_amount")
        for r in shop["refund"]:
            if r["order_id"] in good and r["customer_key"] in cohort and on(r["refunded_at"]) <= LAST:
                margin[months_between(first[r["customer_key"]], on(r["refunded_at"])) + 1] -= r["amount"]
        reached = next((t for t in sorted(margin) if sum(v for m, v in margin.items() if m <= t) >= spent), None)
        assert back.value == (reached if len(cohort) >= 10 else None)
        assert back.value is not None or back.note or len(cohort) < 10


def test_dispute_cost_by_tenure(shop: Rows) -> None:
    first, good = first_days(shop), orders(shop)
    names = [(60, "60+"), (24, "24–60"), (12, "12–24"), (3, "3–12"), (0, "0–3")]

    def band(customer: int, day: date) -> str | None:
        return next((name for start, name in names if months_between(first[customer], day) >= start), None)

    lost: dict[str | None, float] = defaultdict(float)
    revenue: dict[str | None, float] = defaultdict(float)
    for n, one in good.items():
        revenue[band(one["customer_key"], on(one["ordered_at"]))] += net(shop, n)
    for r in shop["refund"]:
        if r["order_id"] in good and on(r["refunded_at"]) <= LAST:
            cell = band(r["customer_key"], on(r["refunded_at"]))
            lost[cell], revenue[cell] = lost[cell] + r["amount"], revenue[cell] - r["amount"]
    for d in shop["dispute"]:
        if d["customer_key"] in first:
            lost[band(d["customer_key"], on(d["opened_at"]))] += 3 + (40 if d["outcome"] == "lost" else 0)
    found = {v.dims["tenure_band"]: v.value for v in ask(shop, "dispute_cost_share", "total", ("tenure_band",))}
    expected = {name: lost[name] / whole for name, whole in revenue.items() if name is not None}
    assert {name: value for name, value in found.items() if name in expected} == pytest.approx(expected)
    assert len(expected) == 3


def check_identity(rows: Rows, name: str) -> None:
    spans = [Period(month, add_months(month, 1), "month") for month in MONTHS[3:]]
    checks = [tree.check(facts_of(rows), name, span) for span in spans]
    differences = [check.difference for check in checks if check.whole is not None]
    assert differences
    assert differences == pytest.approx([0] * len(differences), abs=1e-6)


@pytest.mark.parametrize("name", ["net_cash", "cash_by_activity", "outstanding_days", "late_invoices_by_segment"])
def test_identities_of_money(rows: Rows, name: str) -> None:
    check_identity(rows, name)


@pytest.mark.parametrize("name", ["result_parts", "acquisition_per_customer"])
def test_identities_of_the_shop(shop: Rows, name: str) -> None:
    check_identity(shop, name)


def test_published_figures_of_real_invoices() -> None:
    path = Path(__file__).resolve().parents[2] / "../shared/data/ibm_accounts_receivable"
    if not path.exists():
        pytest.skip("real data are not here: ../shared/data/ibm_accounts_receivable")

    def day(text: str) -> date:
        return datetime.strptime(text, "%m/%d/%Y").date()

    with next(path.glob("*.csv")).open(encoding="utf-8-sig") as file:
        invoices = [
            {"issued_on": day(row["InvoiceDate"]), "due_on": day(row["DueDate"]),
             "paid_in_full_on": day(row["SettledDate"]), "gross_amount": row["InvoiceAmount"]}
            for row in csv.DictReader(file)
        ]  # fmt: skip
    facts = facts_of({"invoice": invoices}, max(i["paid_in_full_on"] for i in invoices))

    def total(metric: str) -> float:
        value = answer(facts, metric, Ask("total", start=date(2011, 1, 1), end=date(2015, 1, 1)))[0].value
        assert value is not None
        return value

    assert total("invoice_amount") == pytest.approx(147_703.18)
    assert total("invoice_late_share") == pytest.approx(0.356, abs=0.0005)
    assert total("days_late_mean") == pytest.approx(3.44, abs=0.005)
