"""SQL that is written once and filled in for a company says what building it for that company says."""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis
import pytest

from leitstand.foundation.period import Period
from leitstand.foundation.segment import Condition, Segment
from leitstand.metrics.compute import cube, patterns, scan
from leitstand.metrics.compute.evaluator import evaluator
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Question
from leitstand.metrics.registry import relations
from leitstand.store.database import engine

DAY = date(2025, 3, 9)


@pytest.fixture(scope="module")
def facts() -> StoreFacts:
    return StoreFacts(engine.empty(), DAY)


@pytest.mark.parametrize("name", sorted(relations()))
def test_a_relation_is_the_same_from_its_pattern(facts: StoreFacts, name: str) -> None:
    pattern = patterns.relation(name)
    if pattern is None:
        assert name in {"forecast_outcome", "ticket_office_time"}  # they look into rows: built for each company
        return
    assert patterns.filled(pattern, facts) == facts.backend.compile(relations()[name].build(facts))


def test_days_and_words_are_filled_in(facts: StoreFacts) -> None:
    def build(own: Any) -> tuple[Any, None]:
        orders = own.table("order")
        return orders.filter(orders.ordered_on <= own.as_of, orders.currency != own.currency).select("order_id"), None

    for day in (DAY, date(2024, 2, 29)):
        found = patterns.sql(facts.at(day), "a test", build, {})
        assert found is not None
        query, _ = found
        assert f"MAKE_DATE({day.year}, {day.month}, {day.day})" in query and "'EUR'" in query
        assert '"order current"' in query and "§" not in query


def test_what_looks_into_rows_has_no_pattern(facts: StoreFacts) -> None:
    def build(own: Any) -> tuple[Any, None]:
        orders = own.table("order")
        return orders.filter(orders.ordered_on == orders.ordered_on.max().to_pyarrow().as_py()), None

    assert patterns.sql(facts, "another test", build, {}) is None


def test_a_table_of_another_shape_has_no_pattern(facts: StoreFacts) -> None:
    part = StoreFacts(facts.backend, DAY, label=" part")
    facts.backend.con.execute('CREATE TEMP VIEW "orders in part" AS SELECT order_id FROM "order"')
    part._tables["order"] = part.named("orders in part", ibis.schema({"order_id": "int64"}))
    assert patterns.sql(part, "third", lambda own: (own.table("order").select("order_id"), None), {}) is None
    assert patterns.sql(facts, "third", lambda own: (own.table("order").select("order_id"), None), {}) is not None


def test_a_stock_that_never_ends_but_counts_days_up_to_the_mark() -> None:
    """The age of contact details rises with the period, so that it cannot be summed up over months."""
    backend = engine.empty()
    backend.con.execute(
        """INSERT INTO contact BY NAME SELECT range AS contact_key, 's' AS source_system, range::VARCHAR AS source_id,
        'l' AS load_id, range AS row_number, range AS row_key, TIMESTAMP '2024-06-01' AS valid_from,
        TIMESTAMP '2024-06-01' AS ingested_at, TIMESTAMP '2024-01-10' AS last_verified_at,
        DATE '2024-01-10' AS last_verified_on FROM range(12)"""
    )
    spans = tuple(Period(date(2024, m, 1), date(2024, m + 1, 1), "month") for m in (2, 3, 4))
    with StoreFacts(backend, date(2024, 5, 31)).kept() as facts:
        cube.fill(facts, {"contact_age_days": []}, spans)
        amounts = evaluator(facts).amounts(["contact_age_days"], Question(spans))["contact_age_days"]
    assert [amounts[index, ()].value for index in range(3)] == [12 * 50, 12 * 81, 12 * 111]


def test_a_filter_that_somebody_makes_up_needs_no_new_sql(facts: StoreFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["x", "O'Hara", "a'); DROP TABLE customer; --", "§given 0§", "'§teams§'", "MAKE_DATE(3000, 7, 1)", "ä|ö"]
    period = Period(date(2025, 1, 1), date(2025, 2, 1), "month")

    def asked(*values: str | None, negate: bool = False) -> None:
        segment = Segment((Condition("country", values, negate), Condition("channel", ("web", None))))
        with scan.written(facts, ["sales_amount"], Question((period,), segment=segment), "a test", rows) as (query, _):
            for value in values:
                assert value is None or "'" + value.replace("'", "''") + "'" in query
            assert facts.backend.con.execute(query).fetchall() == []

    def rows(own: Any, table: Any) -> tuple[Any, None]:
        return table.select("__period"), None

    for negate in (False, True):
        asked("one", negate=negate)
        asked("one", None, negate=negate)
    monkeypatch.setattr(patterns, "_write", lambda _: pytest.fail("written again"))
    for word in words:
        asked(word)
        asked(word, "two", negate=True)
        asked(None, word, "three")
    asked(*words)
