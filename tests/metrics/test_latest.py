"""Many metrics at once say the same as each one alone, from fewer scans."""

from __future__ import annotations

from datetime import date

import pytest

from leitstand.metrics import worked
from leitstand.metrics.compute import scan
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.compare import compare
from leitstand.metrics.compute.earlier import EARLIER
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.latest import latest

IDS = ("revenue_net", "orders", "aov", "active_customers", "units_sold")
NEWEST = date(2024, 5, 1)


def shop() -> StoreFacts:
    """Fourteen full months and a few days: in month n come n customers, each buys for n, the last returns it."""
    orders, lines, refunds = [], [], []
    for month in range(1, 16):
        day = f"{2023 + (month + 2) // 12}-{(month + 2) % 12 + 1:02}-03"
        for customer in range(1, month + 1):
            key = month * 100 + customer
            orders.append({"order_id": key, "customer_key": customer, "ordered_at": f"{day} 10:00", "currency": "EUR"})
            lines.append({"order_line_id": key, "order_id": key, "net_amount": month, "quantity": 2, "currency": "EUR"})
        refunds.append({"refund_id": month, "order_id": month * 101, "amount": month, "refunded_at": f"{day} 11:00"})
    return worked.facts({"order": orders, "order_line": lines, "refund": refunds})


def test_latest_says_what_each_metric_says_alone() -> None:
    together = latest(shop(), IDS, "month")
    assert set(together) == set(IDS)
    assert together["revenue_net"].value == 14 * 14 - 14
    for identity, found in together.items():
        facts, ask = shop(), Ask("month", start=NEWEST, end=date(2024, 6, 1))
        (alone,) = answer(facts, identity, ask)
        compare(facts, identity, ask, [alone], EARLIER, lambda metric, grain: {})
        assert found.as_dict() == alone.as_dict()


def test_metrics_over_one_table_share_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    scanned = []
    evaluate = scan._evaluate_group
    monkeypatch.setattr(scan, "_evaluate_group", lambda *asked: scanned.append(asked[1]) or evaluate(*asked))
    latest(shop(), IDS, "month")
    tables = {scan.measures()[name].table for group in scanned for name in group}
    assert len(scanned) == len(tables) == 3


def test_without_data_there_is_nothing() -> None:
    assert latest(worked.facts({}), IDS, "month") == {}
