"""What two systems tell of the same events counts once, and the number says who was left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.schema import table
from leitstand.jobs import maintenance
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.result import Value
from leitstand.sources.recognise import connectors, find_connector
from leitstand.store.database import engine
from leitstand.workspace import Workspace

LOADED = "TIMESTAMP '2025-01-01'"
Rows = list[tuple[str, str, float]]  # load, day, amount

SHOP: Rows = [("shop", "2024-03-05", 10), ("shop", "2024-03-20", 20)]
PAYOUTS: Rows = [
    ("paypal", "2024-02-28", 7),  # before the shop's data begin: only PayPal knows
    ("paypal", "2024-03-06", 11.9),
    ("stripe", "2024-03-20", 23.8),
    ("paypal", "2024-04-02", 5),  # after they end
]
LOADS = {"shop": ("shop", "generic"), "paypal": ("bank", "paypal_payout"), "stripe": ("bank", "stripe_payout")}


def company(rows: Rows, loads: dict[str, tuple[str, str]] = LOADS, links: bool = False) -> StoreFacts:
    """Facts over refunds. loads: load → source system and connector."""
    backend = engine.empty()
    for load, (system, connector) in loads.items():
        backend.con.execute(
            "INSERT INTO _loads (load_id, connector, source_system) VALUES (?, ?, ?)", [load, connector, system]
        )
    for number, (load, day, amount) in enumerate(rows, 1):
        backend.con.execute(
            f"""INSERT INTO refund (refund_id, row_key, load_id, source_system, refunded_on, amount_base, valid_from,
            ingested_at) VALUES (?, ?, ?, ?, ?, ?, {LOADED}, {LOADED})""",
            [number, number, load, loads[load][0], day, amount],
        )
    if links:
        backend.con.execute(
            f"""INSERT INTO link (entity, from_key, to_key, source_system, row_key, valid_from, ingested_at)
            VALUES ('customer', 1, 2, 'leitstand', 1, {LOADED}, {LOADED})"""
        )
    return StoreFacts(backend)


def refunds(facts: StoreFacts, grain: Any = "month") -> dict[str, Value]:
    return {value.period.start.isoformat(): value for value in answer(facts, "refund_unlinked_amount", Ask(grain))}


@pytest.mark.parametrize("links", [False, True])
def test_the_shop_speaks_for_its_days_and_the_payout_report_for_the_others(links: bool) -> None:
    found = refunds(company(SHOP + PAYOUTS, links=links))
    assert {start: value.value for start, value in found.items()} == {
        "2024-02-01": 7,
        "2024-03-01": 30,
        "2024-04-01": 5,
    }
    assert found["2024-02-01"].note is None and found["2024-04-01"].note is None
    note = found["2024-03-01"].note
    assert note is not None
    assert "Erstattung" in note.de and "PayPal" in note.de and "Stripe" in note.de and "paypal_payout" not in note.de
    assert note.en.endswith("come from shop already.") and "refund" not in note.en.split(":")[1]


def test_alone_the_payout_reports_count() -> None:
    facts = company(PAYOUTS)
    assert facts.echoes == {}
    assert sum(value.value or 0 for value in refunds(facts).values()) == pytest.approx(47.7)
    assert all(value.note is None for value in refunds(facts).values())


def test_two_shops_are_two_voices() -> None:
    loads = {"shop": ("shop", "generic"), "woo": ("woo", "woocommerce_orders")}
    facts = company([*SHOP, ("woo", "2024-03-05", 10)], loads)
    assert facts.echoes == {}
    assert refunds(facts)["2024-03-01"].value == 40


def test_one_name_for_both_systems_changes_nothing() -> None:
    """A person who loads everything under one name has the shop speak for the days of its own file all the same."""
    loads = LOADS | {"paypal": ("shop", "paypal_payout"), "stripe": ("shop", "stripe_payout")}
    facts = company(SHOP + PAYOUTS, loads)
    assert facts.echoes["refund"].speakers == {"shop": (date(2024, 3, 5), date(2024, 3, 20))}
    assert [value.value for value in refunds(facts).values()] == [7, 30, 5]


def test_no_row_is_lost_that_has_no_day_or_no_load() -> None:
    facts = company(SHOP + PAYOUTS)
    facts.backend.con.execute("UPDATE refund SET refunded_on = NULL WHERE amount_base = 11.9")
    facts.backend.con.execute("UPDATE refund SET load_id = NULL WHERE amount_base = 10")
    amounts = [float(row["amount_base"]) for row in facts.table("refund").to_pyarrow().to_pylist()]
    assert sorted(amounts) == [5, 7, 10, 11.9, 20]


def test_a_view_of_an_earlier_day_leaves_the_same_rows_out() -> None:
    facts = company(SHOP + PAYOUTS)
    assert facts.echoes and facts.at(date(2024, 3, 21)).echoes is facts.echoes
    assert facts.at(date(2024, 3, 21)).table("refund").count().execute() == 4


@pytest.mark.parametrize("key", sorted(key for key, one in connectors().items() if one.echoes))
def test_an_echo_can_be_told_from_its_day(key: str) -> None:
    one = connectors()[key]
    assert set(one.echoes) <= set(one.feeds)
    assert all(event and "." not in event for event in (table(name).event_time for name in one.echoes))
    assert find_connector(key) is one


def test_the_owner_may_have_all_rows_count() -> None:
    facts = company(SHOP + PAYOUTS)
    heard = StoreFacts(facts.backend, count_repeated=frozenset({"refund"}))
    assert heard.echoes == {} and heard.at(date(2024, 3, 21)).echoes == {}
    assert refunds(heard)["2024-03-01"].value == pytest.approx(30 + 35.7)
    assert refunds(heard)["2024-03-01"].note is None


def test_the_setting_holds_for_the_home_and_can_be_taken_back(home: Home) -> None:
    maintenance.rebuild(home, count_repeated=["payment"])
    assert Workspace(home.path).facts.count_repeated == {"payment"}
    maintenance.rebuild(home, count_repeated=[])
    assert Workspace(home.path).facts.count_repeated == set()
    with pytest.raises(UnusableInput, match="nonsense"):
        maintenance.rebuild(home, count_repeated=["nonsense"])


def test_an_unknown_connector_is_none() -> None:
    assert find_connector("no_such_system") is None
