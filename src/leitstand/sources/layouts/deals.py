"""What the deal lists of customer relationship systems have in common."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.sources.layouts.known import Columns
from leitstand.sources.values.sheet import Sheet, constant

ZONE = "Europe/Berlin"


def add_close(sheet: Sheet, found: Columns, own: str = "close_date") -> None:
    """One column for the expected and the real end: real for a closed deal, expected for an open one."""
    day, at = sheet.date(own), sheet.instant(own, ZONE)
    closed = pc.fill_null(pc.not_equal(found["deal.outcome"], "open"), False)
    found["deal.closed_at"] = pc.if_else(closed, at, pa.scalar(None, at.type))
    found["deal.expected_close_date"] = pc.if_else(closed, pa.scalar(None, day.type), day)


def add_company(found: Columns) -> None:
    """The customer by its number where the file gives one; else by its name, which then makes it a customer."""
    name = found.pop("customer_vault.name", None)
    number = found.pop("deal.customer_key", None)
    if number is not None:
        # several companies may stand in the cell; the first is the main one
        found["deal.customer_key"] = pc.replace_substring_regex(number, r"\s*[;,].*$", "")
    elif name is not None:
        found["customer_vault.name"] = name
        found["customer.customer_type"] = constant("company", name)


def outcome(won: pa.Array, closed: pa.Array) -> pa.Array:
    """won, lost or open, from the two flags of a deal; null where one of them is empty."""
    return pc.if_else(won, "won", pc.if_else(closed, "lost", "open"))
