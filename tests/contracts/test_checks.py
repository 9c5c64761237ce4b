"""Every check of the drawer keeps the contract and finds what its own examples say; a new check needs no test file."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from leitstand.foundation.registry import modules
from leitstand.foundation.schema import table
from leitstand.foundation.text import Text
from leitstand.metrics import worked
from leitstand.store.quality import machine
from leitstand.store.quality.contract import SEVERITIES, Result, Rows

CHECKS = sorted(machine.checks())
TODAY = date(2024, 6, 30)


def outcome(check_id: str, rows: Rows) -> Result:
    name = machine.find(check_id).table
    found = machine.run(worked.facts(rows).backend.con, {name: TODAY})
    return next(result for result in found if result.check_id == check_id)


@pytest.mark.parametrize("check_id", CHECKS)
def test_fields(check_id: str) -> None:
    one = machine.find(check_id)
    for field in dataclasses.fields(one):
        if isinstance(text := getattr(one, field.name), Text):
            assert text.de.strip() and text.en.strip() and text.de != text.en
    assert modules(machine.DRAWER, "CHECK")[check_id].__name__.split(".")[-2] == one.table
    vault = table(f"{one.table}_vault").names if one.table in ("customer", "contact", "employee") else ()
    assert one.field in (*table(one.table).names, *vault)
    assert one.severity in SEVERITIES


@pytest.mark.parametrize("check_id", CHECKS)
def test_finds_the_bad_row_and_leaves_the_good_ones(check_id: str) -> None:
    one = machine.find(check_id)
    bad, good = outcome(check_id, one.bad), outcome(check_id, one.good)
    assert bad.failed == 1 and bad.checked >= 1 and len(bad.places) == 1
    assert good.failed == 0 and good.checked >= 1 and good.places == ()


@pytest.mark.parametrize("check_id", CHECKS)
def test_the_order_of_rows_does_not_matter(check_id: str) -> None:
    one = machine.find(check_id)
    turned = {name: list(reversed(rows)) for name, rows in one.bad.items()}
    assert dataclasses.replace(outcome(check_id, turned), places=()) == dataclasses.replace(
        outcome(check_id, one.bad), places=()
    )


@pytest.mark.parametrize("name", sorted({machine.find(check_id).table for check_id in CHECKS}))
def test_nothing_fails_where_there_is_nothing(name: str) -> None:
    for result in machine.run(worked.facts({}).backend.con, {name: TODAY}):
        assert (result.checked, result.failed, result.share) == (0, 0, 0.0)


def test_a_closed_row_is_not_checked() -> None:
    rows = {"deal": [{"outcome": "won", "valid_to": "2024-05-01 00:00:00"}, {"outcome": "won", "amount": 5}]}
    assert outcome("deal_won_without_amount", rows) == Result("deal_won_without_amount", 1, 0)


@pytest.mark.parametrize("check_id", CHECKS)
def test_failing_days_count_no_more_than_fails(check_id: str) -> None:
    found = machine.failing_days(worked.facts(machine.find(check_id).bad).backend.con, check_id, TODAY)
    assert sum(count for _, count in found) <= 1


def test_a_line_fails_on_the_day_of_its_order() -> None:
    rows = {
        "order": [{"order_id": 1, "ordered_at": "2024-05-01T10:00:00"}],
        "order_line": [{"order_id": 1, "unit_price": -1}, {"order_id": 1, "unit_price": 1}, {"unit_price": -2}],
    }
    found = machine.failing_days(worked.facts(rows).backend.con, "line_negative_price", TODAY)
    assert found == [(date(2024, 5, 1), 1)]
