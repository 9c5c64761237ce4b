"""Invoices that are due and not paid, for lists of those to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leitstand.advice.contract import Affected, Situation
from leitstand.advice.reading.customers import listed
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "invoice_id": "invoice", "customer_key": "customer", "due_on": "due", "paid_in_full_on": "paid",
    "open_amount_base": "open", "disputed": "disputed",
}  # fmt: skip
OVERDUE = Text(de="überfällige Rechnungen", en="overdue invoices")
DEBTORS = Text(de="Kunden mit überfälligen Rechnungen", en="customers with overdue invoices")


def overdue(situation: Situation) -> pd.DataFrame:
    """Overdue invoices, the largest open amount first: invoice, customer, due, open, disputed (bool)."""
    import pandas as pd

    rows = situation.rows("invoice", list(COLUMNS)).rename(columns=COLUMNS)
    rows = rows[rows.paid.isna() & (rows.open > 0) & (pd.to_datetime(rows.due) < pd.Timestamp(situation.as_of))]
    rows = rows.assign(disputed=rows.disputed.eq(True))
    return rows.sort_values("open", ascending=False)


def invoices(rows: pd.DataFrame) -> Affected:
    """Overdue invoices as a list."""
    return listed(OVERDUE, "invoice", rows.invoice)


def debtors(rows: pd.DataFrame) -> pd.Series:
    """Customer → overdue amount, the largest first."""
    known = rows[rows.customer.notna()]
    return known.groupby("customer").open.sum().sort_values(ascending=False)
