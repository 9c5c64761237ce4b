"""Records that were recognised as one count once, and every reference finds the row that holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from leitstand.foundation.period import Period
from leitstand.metrics.compute import linked, matched
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.store.database import engine

LOADED = "TIMESTAMP '2024-12-31'"


def filled(rows: dict[str, list[dict[str, Any]]]) -> StoreFacts:
    """Facts over these rows; `system` is where a row comes from."""
    backend = engine.empty()
    for table, given in rows.items():
        for number, row in enumerate(given, 1):
            full = {"source_system": row.get("system", "shop"), "row_key": number} | row
            full.pop("system", None)
            names = ", ".join(f'"{name}"' for name in full)
            marks = ", ".join("?" for _ in full)
            backend.con.execute(
                f'INSERT INTO "{table}" ({names}, valid_from, ingested_at) VALUES ({marks}, {LOADED}, {LOADED})',
                list(full.values()),
            )
    return StoreFacts(backend)


def link(entity: str, one: int, other: int) -> dict[str, Any]:
    return {"entity": entity, "from_key": one, "to_key": other, "method": "email", "score": 1.0, "system": "leitstand"}


CUSTOMERS: list[dict[str, Any]] = [
    {"customer_key": 1, "system": "shop", "country": "DE", "segment": "A", "status": "active"},
    {"customer_key": 2, "system": "crm", "country": "AT", "region_nuts": "AT13", "merged_into": 1},
    {"customer_key": 3, "system": "shop", "country": "CH", "segment": "B", "status": "lost"},
    {"customer_key": 4, "system": "crm", "merged_into": 3},
]
ORDERS: list[dict[str, Any]] = [
    {"order_id": 10, "customer_key": 1, "ordered_at": "2024-03-05", "ordered_on": "2024-03-05", "net_amount_base": 75},
    {"order_id": 11, "customer_key": 3, "ordered_at": "2024-03-06", "ordered_on": "2024-03-06", "net_amount_base": 25},
]


def rows_of(facts: StoreFacts, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = facts.table(table).to_pyarrow().to_pylist()
    return found


def test_one_row_is_left_with_what_any_of_them_knows() -> None:
    facts = filled({"customer": CUSTOMERS, "link": [link("customer", 2, 1)]})
    rows = {row["customer_key"]: row for row in rows_of(facts, "customer")}
    assert set(rows) == {1, 3, 4}
    one = rows[1]
    assert (one["country"], one["segment"], one["region_nuts"]) == ("DE", "A", "AT13"), "the fullest system first"
    assert one["merged_into"] is None, "it stands for itself"
    assert rows[4]["merged_into"] == 3


def test_references_lead_to_the_key_that_holds() -> None:
    tickets = [{"ticket_id": 20, "customer_key": 2, "order_id": 99, "system": "desk"}]
    links = [link("customer", 2, 1), link("order", 99, 10)]
    rows: dict[str, list[dict[str, Any]]] = {"customer": CUSTOMERS, "order": ORDERS, "ticket": tickets}
    facts = filled({**rows, "link": links})
    assert [(row["customer_key"], row["order_id"]) for row in rows_of(facts, "ticket")] == [(1, 10)]
    assert {row["order_id"] for row in rows_of(facts, "order")} == {10, 11}


def test_vault_flags_and_the_customer_of_a_contact() -> None:
    vault: list[dict[str, Any]] = [
        {"customer_key": 1, "name": True, "email": False},
        {"customer_key": 2, "email": True, "system": "crm"},
    ]
    contacts: list[dict[str, Any]] = [
        {"contact_key": 5, "system": "news"},
        {"contact_key": 6, "customer_key": 3, "system": "crm"},
    ]
    links = [link("customer", 2, 1), link("contact.customer_key", 5, 1)]
    rows: dict[str, list[dict[str, Any]]] = {"customer": CUSTOMERS, "customer_vault": vault, "contact": contacts}
    facts = filled({**rows, "link": links})
    assert [(row["customer_key"], row["name"], row["email"]) for row in rows_of(facts, "customer_vault")] == [
        (1, True, True)
    ]
    assert {row["contact_key"]: row["customer_key"] for row in rows_of(facts, "contact")} == {5: 1, 6: 3}


def test_a_closed_link_no_longer_holds_and_a_home_without_links_pays_nothing() -> None:
    facts = filled({"customer": CUSTOMERS, "link": [link("customer", 2, 1)]})
    facts.backend.con.execute(f"UPDATE link SET valid_to = {LOADED}")
    assert {row["customer_key"] for row in rows_of(facts, "customer")} == {1, 2, 3, 4}
    plain = filled({"customer": CUSTOMERS, "order": ORDERS})
    plain.table("order")
    assert not plain.backend.con.execute("SELECT * FROM duckdb_tables() WHERE temporary").fetchall()
    linked_only_elsewhere = filled({"order": ORDERS, "link": [link("customer", 2, 1)]})
    query = linked.current(linked_only_elsewhere.backend.con, "order", ["order_id", "customer_key"])
    assert "JOIN" not in query, "no order refers to the key that is replaced"


def test_the_share_of_revenue_whose_customer_other_systems_know() -> None:
    tickets = [{"ticket_id": 20, "customer_key": 2, "system": "crm", "created_on": "2024-03-07"}]
    rows = {"customer": CUSTOMERS, "order": ORDERS, "ticket": tickets}
    march = Period(date(2024, 3, 1), date(2024, 4, 1), "month")
    unlinked, one_linked = filled(rows), filled({**rows, "link": [link("customer", 2, 1)]})
    assert matched.overall(unlinked) == 0.0
    assert matched.overall(one_linked) == pytest.approx(0.75)
    course = matched.course(one_linked, "active_customers")
    assert course is None, "only the shop's orders feed it"
    course = matched.course(one_linked, "complaint_rate")
    assert course and course.share(march) == pytest.approx(0.75)
    assert course.share(Period(date(2024, 3, 6), date(2024, 3, 7), "day")) == 0.0
    assert course.share(Period(date(2024, 5, 1), date(2024, 6, 1), "month")) is None
    values = answer(one_linked, "order_count", Ask("total"))
    assert values[0].as_dict()["matched_revenue_share"] is None
    assert matched.overall(filled({"customer": CUSTOMERS[:1], "order": ORDERS})) is None
