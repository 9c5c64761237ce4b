"""Which required fields of which records are filled: one row per record and field. Here is the list of the fields."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation

PLACEHOLDERS = (
    "", "-", "--", ".", "?", "x", "xx", "xxx", "n/a", "na", "n.a.", "k.a.", "k. a.", "keine angabe", "unbekannt",
    "unknown", "none", "null", "tbd", "test", "0", "00", "000", "0000", "00000",
)  # fmt: skip
"""Words that stand for nothing, in lower case."""


@dataclass(frozen=True)
class Required:
    """Fields that a record must have because some metric is computed or split by them. where: of which records."""

    table: str
    fields: tuple[str, ...]
    since: str | None = None
    where: Callable[[Any], Any] | None = None
    parent: tuple[str, str] | None = None  # table that knows the customer and the date, and the key to it


REQUIRED = (
    Required("customer", ("customer_type", "segment", "country", "region_nuts"), "created_on"),
    Required("customer", ("industry_nace", "size_band", "owner_employee_id"), "created_on",
             lambda t: t.customer_type == "company"),
    Required("customer_vault", ("name", "email"), "created_on", parent=("customer", "customer_key")),
    Required("contact", ("customer_key", "role", "email_status")),
    Required("contact_vault", ("name", "email"), parent=("contact", "contact_key")),
    Required("lead", ("contact_key", "source"), "created_on"),
    Required("deal", ("customer_key", "amount", "owner_employee_id", "source"), "created_on"),
    Required("deal", ("expected_close_date",), "created_on", lambda t: t.outcome.fill_null("open") == "open"),
    Required("deal", ("lost_reason_id",), "created_on", lambda t: t.outcome == "lost"),
    Required("order", ("customer_key", "channel", "country"), "ordered_on"),
    Required("product", ("category_l1", "unit_cost")),
)  # fmt: skip


def build(facts: Facts) -> Any:
    """object, field, filled, known_since, known_until (always null), source_system, customer_key, owner_employee_id.

    A record without a date of its own has been known since ever. Vault fields are flags in the store: whether something
    is there; placeholders in them cannot be seen.
    """
    return ibis.union(*(_rows(facts, one, field) for one in REQUIRED for field in one.fields), distinct=False)


def _rows(facts: Facts, one: Required, field: str) -> Any:
    rows = facts.table(one.table)
    if one.parent:
        parent, key = one.parent
        rows = rows.select(field, key, "source_system").left_join(_parent(facts, parent, key), key)
    if "merged_into" in rows.columns:
        rows = rows.filter(rows.merged_into.isnull())
    if one.where:
        rows = rows.filter(one.where(rows))
    value = rows[field]
    filled = value.notnull()
    if value.type().is_string():
        filled = filled & value.strip().lower().notin(PLACEHOLDERS)
    if value.type().is_boolean():
        filled = value
    # what a source never delivers is missing in the file, not in the records; it says nothing about their care
    given = value if value.type().is_boolean() else value.notnull()
    rows = rows.mutate(filled=filled.fill_null(False), delivered=given.any().over(group_by="source_system"))
    rows = rows.filter(rows.delivered)
    since = rows[one.since] if one.since else ibis.null("date")
    return rows.select(
        "source_system",
        object=ibis.literal(one.table),
        field=ibis.literal(field),
        filled=rows.filled,
        known_since=since.coalesce(ibis.date(1900, 1, 1)),
        known_until=ibis.null("date"),
        **{
            name: rows[name] if name in rows.columns else ibis.null("int64")
            for name in ("customer_key", "owner_employee_id")
        },
    )


def _parent(facts: Facts, name: str, key: str) -> Any:
    rows = facts.table(name)
    wanted = [
        column
        for column in ("customer_key", "owner_employee_id", "created_on", "merged_into")
        if column in rows.columns
    ]
    return rows.select(*dict.fromkeys([key, *wanted]))


RELATION = Relation(
    title=Text(de="Pflichtangaben je Datensatz", en="Required fields per record"),
    build=build,
    sources=tuple(dict.fromkeys(one.table for one in REQUIRED)),
    either=tuple(dict.fromkeys(one.table for one in REQUIRED)),
    references={"customer_key": "customer", "owner_employee_id": "employee"},
    days=("known_since", "known_until"),
)
