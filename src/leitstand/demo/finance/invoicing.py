"""Writes an invoice for every order that was shipped, and a credit note for every refund."""

from __future__ import annotations

import numpy as np
import pandas as pd

from leitstand.demo.finance.accounts import COLLECTIVE
from leitstand.demo.world import END, World

RATES = (19, 7)
"""VAT in per cent; an amount named net_19 is the part at that rate."""


def cents(amount: pd.Series) -> pd.Series:
    """An amount in euro as whole cents."""
    return pd.Series(np.rint(amount.to_numpy(float) * 100).astype("int64"), amount.index)


def invoices(world: World) -> pd.DataFrame:
    """One invoice per shipped order, numbered by the day it was shipped; amounts in cents, net and gross per VAT rate.

    customer: the debtor number of the person (empty where the books have none); debtor: the account it is booked on.
    The nets per rate add up to the order's net, the gross to the order's gross: nothing is rounded anew.
    """
    orders = world.tables["orders"].set_index("order_id")
    shipped = world.tables["shipments"].groupby("order_id")["shipped_at"].min().dropna()
    found = orders.loc[orders.index.isin(shipped.index)].copy()
    found["shipped_at"] = shipped
    found = found[found["shipped_at"] < pd.Timestamp(END)]  # a parcel of the last evening may leave after midnight
    found = found[found["gross"] > 0].sort_values(["shipped_at", "number"], kind="stable").reset_index()
    issued = found["shipped_at"].dt.normalize()
    year = issued.dt.year.astype(str)
    running = issued.groupby(year).cumcount() + 1
    persons = world.tables["persons"].set_index("person_id")
    invoice = pd.DataFrame(
        {
            "invoice_id": np.arange(1, len(found) + 1),
            "number": "RE-" + year + "-" + running.astype(str).str.zfill(6),
            "order_id": found["order_id"],
            "order_number": found["number"],
            "person_id": found["person_id"],
            "customer": found["person_id"].map(_debtors(world.tables["records"])).astype("Int64"),
            "method": found["payment_method"],
            "issued_at": found["shipped_at"],
            "issued_on": issued,
            "company": found["person_id"].map(persons["kind"]).eq("company"),
            "large": found["person_id"].map(persons["large"]).astype(bool),
            **_parts(found),
        }
    )
    # the books know by name only who was ever to pay an invoice himself
    invoice["debtor"] = invoice["method"].map(COLLECTIVE).fillna(invoice["customer"]).astype(int)
    return invoice


def _parts(found: pd.DataFrame) -> dict[str, pd.Series]:
    """Net and gross, altogether and per rate; shipping and vouchers are in the parts already."""
    parts = {"net": cents(found["gross"]) - cents(found["tax"]), "gross": cents(found["gross"])}
    for rate in RATES:
        parts[f"net_{rate}"] = cents(found[f"net_{rate}"])
        parts[f"gross_{rate}"] = parts[f"net_{rate}"] + cents(found[f"tax_{rate}"])
    return parts


def _debtors(records: pd.DataFrame) -> pd.Series:
    """Person → number of the debtor in the books; the first where the books know somebody twice."""
    own = records[records["system"] == "erp"]
    return own.drop_duplicates("person_id").set_index("person_id")["source_id"].astype(int)


def credit_notes(world: World, invoice: pd.DataFrame) -> pd.DataFrame:
    """One credit note per invoiced order and day of refund, in cents per VAT rate."""
    returned = world.tables["returns"].dropna(subset=["refunded_at"])
    rate = np.rint(returned["vat_rate"] * 100)
    rows = pd.DataFrame({"order_id": returned["order_id"], "refunded_at": returned["refunded_at"]})
    rows["issued_on"] = rows["refunded_at"].dt.normalize()
    for one in RATES:
        for name in ("net", "gross"):
            rows[f"{name}_{one}"] = cents(returned[f"refund_{name}"]).where(rate == one, 0)
    keyed = rows.groupby(["order_id", "issued_on"])
    found = keyed.sum(numeric_only=True)
    found["refunded_at"] = keyed["refunded_at"].max()
    found = found.reset_index().merge(
        invoice[["order_id", "invoice_id", "number", "order_number", "person_id", "debtor", "method"]], on="order_id"
    )
    found = found.sort_values(["refunded_at", "order_id"], kind="stable", ignore_index=True)
    year = found["issued_on"].dt.year.astype(str)
    running = found.groupby(year).cumcount() + 1
    found["credit_number"] = "GS-" + year + "-" + running.astype(str).str.zfill(5)
    for name in ("net", "gross"):
        found[name] = sum((found[f"{name}_{one}"] for one in RATES), pd.Series(0, found.index))
    return found[found["gross"] > 0].reset_index(drop=True)
