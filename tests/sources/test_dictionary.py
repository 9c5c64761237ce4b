"""A table that follows the data dictionary needs no mapping; anything else is looked at as before."""

from __future__ import annotations

import pyarrow as pa
import pytest

from leitstand.sources.contract import ROW, RawTable
from leitstand.sources.mapping import propose
from leitstand.sources.mapping.dictionary import by_dictionary
from leitstand.sources.readers.dialect import detect


def raw(name: str, **columns: list[str]) -> RawTable:
    many = len(next(iter(columns.values())))
    return RawTable(name, pa.table({**columns, ROW: list(range(2, many + 2))}))


@pytest.mark.parametrize("name", ["exchange_rate.csv", "Exchange_Rate 2025.csv", "bank.xlsx: exchange_rate"])
def test_a_table_of_the_dictionary_is_read_as_it_says(name: str) -> None:
    table = raw(name, day=["2025-01-02"], **{"from": ["CHF"]}, to=["EUR"], rate=["1.06"])
    found = propose(table, "bank")
    assert found.main == "exchange_rate"
    assert found.confident
    assert found.mapping.columns == {one: f"exchange_rate.{one}" for one in ("day", "from", "to", "rate")}
    assert found.mapping.source_system == "bank"


def test_names_and_addresses_may_stand_with_what_they_belong_to() -> None:
    found = by_dictionary(raw("contact.csv", contact_key=["7"], role=["Einkauf"], email=["a@example.org"]), "crm")
    assert found is not None
    assert found.columns["email"] == "contact_vault.email"
    assert found.columns["contact_key"] == "contact.contact_key"


@pytest.mark.parametrize(
    "table",
    [
        raw("rates.csv", day=["2025-01-02"], rate=["1.06"]),
        raw("exchange_rate.csv", day=["2025-01-02"], rate=["1.06"], comment=["?"]),
        raw("exchange_rate.csv", rate=["1.06"]),
    ],
)
def test_a_table_that_only_resembles_one_is_not(table: RawTable) -> None:
    assert by_dictionary(table, "bank") is None


def test_the_rest_of_a_long_header_is_no_column_of_fixed_width() -> None:
    lines = ["Start Date (in UTC),Account Name,Currency,Campaign Name,Total Spent"]
    lines += [f"10/{day:02}/2023,Lindmoor,EUR,Office 2023-Q4,41.46" for day in range(1, 31)]
    assert detect("\n".join(lines) + "\n", "\n").delimiter == ","
