"""Every canonical table says all it must say, and nothing contradicts anything else."""

from __future__ import annotations

import re

import pytest

from leitstand.foundation.schema import Privacy, Table, tables
from leitstand.foundation.schema.contract import day_column

STORE_COLUMNS = {  # the store adds these to every table
    "source_system",
    "source_id",
    "load_id",
    "ingested_at",
    "valid_from",
    "valid_to",
    "period_precision",
}
TABLES = [pytest.param(table, id=name) for name, table in sorted(tables().items())]
every_table = pytest.mark.parametrize("table", TABLES)


@every_table
def test_both_languages_are_there(table: Table) -> None:
    for meaning in (table.meaning, *(column.meaning for column in table.columns)):
        assert meaning.de.strip() and meaning.en.strip()
        assert not meaning.de.endswith(".") and not meaning.en.endswith("."), "the dictionary adds the full stop"


@every_table
def test_names_are_plain_and_unique(table: Table) -> None:
    assert len(set(table.names)) == len(table.names)
    for name in (table.name, *table.names):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name)


@every_table
def test_references_are_keys_of_declared_tables(table: Table) -> None:
    for column, target in table.references().items():
        assert table.column(column).type == "key"
        owned = [tables()[target].column(name) for name in tables()[target].key]
        assert [c.type for c in owned] == ["key"] and not owned[0].references, f"{target} has no key of its own"


@every_table
def test_only_an_own_key_refers_to_nothing(table: Table) -> None:
    own = [c.name for c in table.columns if c.type == "key" and not c.references]
    assert own == [] or (len(own) == 1 and own[0] in table.key)


@every_table
def test_key_and_times_are_columns(table: Table) -> None:
    assert table.key and set(table.key) <= set(table.names)
    for time in (table.event_time, table.capture_time):
        parent, _, column = (time or "").rpartition(".")
        assert not parent or parent in table.references().values()
        holder = tables()[parent] if parent else table
        assert time is None or holder.column(column).type in ("instant", "date")


@every_table
def test_types_and_names_agree(table: Table) -> None:
    for column in table.columns:
        assert isinstance(column.privacy, Privacy)
        assert bool(column.values) == (column.type == "enum"), column.name
        assert len(set(column.values)) == len(column.values)
        assert bool(column.unit) == (column.type in ("money", "number", "integer")), column.name
        assert column.name.endswith("_at") == (column.type == "instant"), column.name
        assert not column.name.endswith("_on") or column.type == "date", column.name


@every_table
def test_amounts_have_a_currency(table: Table) -> None:
    assert any(column.type == "money" for column in table.columns) == ("currency" in table.names)


@every_table
def test_nothing_collides_with_what_the_store_adds(table: Table) -> None:
    added = STORE_COLUMNS | {f"{column.name}_base" for column in table.columns if column.type == "money"}
    days = [day_column(column.name) for column in table.columns if column.type == "instant"]
    assert not set(table.names) & (added | set(days))
    assert len(set(days)) == len(days)


@every_table
def test_rows_of_a_person_are_personal(table: Table) -> None:
    persons = {name for name, one in tables().items() if one.person}
    if table.person or persons & set(table.references().values()):
        assert all(column.privacy is not Privacy.NONE for column in table.columns)


def test_persons() -> None:
    assert {name for name, table in tables().items() if table.person} == {"customer", "contact", "employee"}


def test_names_of_persons_are_only_in_the_vault_tables() -> None:
    direct = {
        (name, column.name)
        for name, table in tables().items()
        for column in table.columns
        if column.privacy is Privacy.DIRECT and not name.endswith("_vault")
    }
    assert direct == {("payment", "bank_ref"), ("cash_movement", "counterparty_ref")}
    for name, table in tables().items():
        if name.endswith("_vault"):
            assert [c.name for c in table.columns if c.privacy is not Privacy.DIRECT] == list(table.key)


def test_employee_references_are_employee_data() -> None:
    for table in tables().values():
        for column, target in table.references().items():
            if target == "employee":
                assert table.column(column).privacy is Privacy.EMPLOYEE, f"{table.name}.{column}"


def test_text_that_may_hold_anything_is_free_text() -> None:
    free = {(t.name, c.name) for t in tables().values() for c in t.columns if c.privacy is Privacy.FREE_TEXT}
    assert free == {
        ("deal", "name"),
        ("deal", "lost_reason_text"),
        ("refund", "reason_text"),
        ("dispute", "reason_text"),
        ("cash_movement", "purpose"),
        ("ledger_entry", "text"),
        ("ticket_event", "text_ref"),
        ("survey_answer", "comment"),
        ("review", "text"),
        ("social_post", "text"),
        ("social_interaction", "text"),
    }


def test_user_counts_of_web_totals_are_never_summed() -> None:
    meaning = tables()["web_aggregate"].meaning
    assert "nie über Tage" in meaning.de and "never summed" in meaning.en
