"""Amazon's settlement report for sellers: a head line per settlement, then what makes it up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

_COLUMNS = (
    "settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency",
    "transaction-type", "order-id", "merchant-order-id", "adjustment-id", "shipment-id", "marketplace-name",
    "amount-type", "amount-description", "amount", "fulfillment-id", "posted-date", "posted-date-time",
    "order-item-code", "merchant-order-item-id", "merchant-adjustment-item-id", "sku", "quantity-purchased",
    "promotion-id",
)  # fmt: skip


def settlements(rows: pd.DataFrame, path: Path) -> None:
    """All settlements in these rows; the last, still to be paid out, has no head line yet."""
    paid_out = rows.loc[rows["kind"].eq("payout"), "at"].to_numpy()
    number = 20_000_000_001 + np.searchsorted(paid_out, rows["at"].to_numpy(), side="left")
    rows = rows.assign(settlement=number.astype(str), day=rows["at"].dt.strftime("%d.%m.%Y"))
    head = rows[rows["kind"] == "payout"]
    heads = pd.DataFrame(
        {
            "settlement-id": head["settlement"], "deposit-date": head["day"] + " 03:00:00 UTC",
            "total-amount": _comma(-head["gross"]), "currency": "EUR", "at": head["at"], "place": 0,
        }
    )  # fmt: skip
    sold = rows[rows["kind"] != "payout"]
    kept = sold[sold["fee"] != 0]
    parts = [heads, _parts(sold, "ItemPrice", "Principal", sold["gross"]),
             _parts(kept, "ItemFees", "Commission", -kept["fee"])]  # fmt: skip
    found = pd.concat(parts).sort_values(["settlement-id", "place", "at"], kind="stable")
    found.reindex(columns=list(_COLUMNS)).to_csv(path, sep="\t", index=False, lineterminator="\n")


def _parts(rows: pd.DataFrame, kind: str, what: str, amount: pd.Series) -> pd.DataFrame:
    order = rows["kind"].eq("payment")
    return pd.DataFrame(
        {
            "settlement-id": rows["settlement"], "transaction-type": np.where(order, "Order", "Refund"),
            "order-id": rows["order_number"], "adjustment-id": np.where(order, "", rows["number"]),
            "marketplace-name": "Amazon.de", "amount-type": kind, "amount-description": what,
            "amount": _comma(amount), "posted-date": rows["day"],
            "posted-date-time": rows["day"] + rows["at"].dt.strftime(" %H:%M:%S UTC"), "at": rows["at"], "place": 1,
        }
    )  # fmt: skip


def _comma(cents: pd.Series) -> pd.Series:
    return cents.map(lambda one: f"{'-' if one < 0 else ''}{abs(one) // 100},{abs(one) % 100:02}")
