"""What PayPal, Stripe and Amazon took from customers, kept as their fee and paid out to the bank."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from leitstand.demo.finance.accounts import PROVIDERS
from leitstand.demo.finance.workdays import next_weekday, workday
from leitstand.demo.world import END, World


class Terms(NamedTuple):
    """share, fixed: the fee of a payment, fixed in cents. payout: every how many days, from Monday on."""

    share: float
    fixed: int
    every: int


TERMS = {"paypal": Terms(0.0249, 35, 7), "credit_card": Terms(0.015, 25, 1), "amazon": Terms(0.15, 0, 14)}


def activities(world: World, invoice: pd.DataFrame, credit: pd.DataFrame) -> pd.DataFrame:
    """All movements on the accounts at the providers, in order of time; amounts in cents.

    kind: payment, refund or payout; gross: inflow positive; fee: what the provider keeps, positive; arrives_on: the day
    on which a payout is in the bank. Every provider's `gross` − `fee` adds up to its balance.
    """
    return pd.concat(
        [_of_provider(world, method, invoice, credit) for method in PROVIDERS], ignore_index=True
    ).reset_index(names="activity_id")


def _of_provider(world: World, method: str, invoice: pd.DataFrame, credit: pd.DataFrame) -> pd.DataFrame:
    terms = TERMS[method]
    paid = invoice[invoice["method"] == method]
    back = credit[credit["method"] == method]
    columns = ["order_number", "invoice_id", "person_id"]
    payment = paid[columns].assign(kind="payment", at=paid["issued_at"], gross=paid["gross"], number=paid["number"])
    payment["fee"] = np.rint(payment["gross"] * terms.share).astype("int64") + terms.fixed
    refund = back[columns].assign(kind="refund", at=back["refunded_at"], gross=-back["gross"], fee=0)
    refund["number"] = back["credit_number"]
    rows = pd.concat([payment, refund], ignore_index=True)
    rows["at"] = rows["at"].astype("datetime64[ns]").dt.floor("s")
    payout = _payouts(rows, terms.every, method)
    found = pd.concat([rows, payout], ignore_index=True).assign(method=method)
    found = found[found["at"] < pd.Timestamp(END)]
    return found.sort_values(["at", "kind", "number"], kind="stable", ignore_index=True)


def _payouts(rows: pd.DataFrame, every: int, method: str) -> pd.DataFrame:
    """Early in the morning the balance of the evening before leaves for the bank; a negative one waits."""
    day = rows["at"].dt.normalize()
    if every == 1:
        leaves = workday(day + pd.Timedelta(days=1))
    else:
        leaves = next_weekday(day + pd.Timedelta(days=1), 0)
        weeks = (leaves.astype("datetime64[D]").astype("int64") - 4) // 7
        odd = (every == 14) & (weeks % 2 == 1)
        leaves = leaves + np.where(odd, np.timedelta64(7, "D"), np.timedelta64(0, "D"))
    settled = (rows["gross"] - rows["fee"]).groupby(leaves).sum().sort_index()
    owed, batches = 0, []
    for leaving, amount in settled.items():
        owed += int(amount)
        if owed > 0:
            batches.append((leaving, owed))
            owed = 0
    payout = pd.DataFrame(batches, columns=["leaves", "gross"]).astype({"leaves": "datetime64[ns]", "gross": "int64"})
    payout["gross"] *= -1
    payout["at"] = payout["leaves"] + pd.Timedelta(hours=3)
    payout["arrives_on"] = workday(payout["leaves"], 1)
    payout["number"] = f"{method}-" + payout["leaves"].dt.strftime("%Y%m%d")
    return payout.drop(columns="leaves").assign(kind="payout", fee=0, order_number="")
