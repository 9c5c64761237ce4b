"""Money from customers: invoices, credit notes, payments over the bank and what payment providers paid out."""

from __future__ import annotations

import pandas as pd

from leitstand.demo.finance import invoicing, payouts, receipts
from leitstand.demo.world import Truth, World


def stage(world: World) -> None:
    """Adds `invoices`, `credit_notes`, `payments` over the bank and `payouts`, with all that moved at providers.

    Their amounts are in cents.
    """
    invoice = receipts.terms(world, invoicing.invoices(world))
    credit = invoicing.credit_notes(world, invoice)
    paid = receipts.receipts(world, invoice, credit)
    world.tables["invoices"] = receipts.settle(invoice, credit, paid)
    world.tables["credit_notes"] = credit
    world.tables["payments"] = paid
    world.tables["payouts"] = payouts.activities(world, invoice, credit)
    _tell(world)


def _tell(world: World) -> None:
    invoice = world.tables["invoices"]
    late = (invoice["paid_on"] - invoice["due_on"]).dt.days
    own = invoice["large"] & invoice["method"].eq("invoice")
    month = invoice["issued_on"].dt.to_period("M")
    median = late[own].groupby(month[own]).median().dropna()
    usual = late[own & (invoice["issued_on"] < receipts.LATER_SINCE)].median()
    # the last months are known only of those who paid at all
    shown = late[own & invoice["issued_on"].between(receipts.LATER_SINCE, pd.Timestamp(2026, 5, 31))].median()
    customers = sorted(invoice.loc[invoice["large"], "person_id"].unique().tolist())
    world.told(
        Truth(
            "large_customers_late", "payment_delay", "days_late_mean", {"customers": "large"},
            receipts.LATER_SINCE.date(),
            None, float(shown - usual), "days",
            {"person_ids": customers, "days_more_per_month": receipts.LATER_DAYS, "median_before": float(usual),
             "median_days_late_by_month": {str(one): float(days) for one, days in median.items()},
             "open_on_last_day": float(invoice.loc[own, "open"].sum() / 100)},
        )
    )  # fmt: skip
    others = invoice["company"] & ~invoice["large"] & invoice["method"].eq("invoice")
    world.told(
        Truth("other_companies_on_time", "nothing", "days_late_mean", {"customers": "company, not large"},
              more={"median_days_late": float(late[others].median())})
    )  # fmt: skip
    _tell_quiet(world)


def _tell_quiet(world: World) -> None:
    """What one might suspect and what did not happen: fees and returned debits stayed as they were."""
    activity, kind = world.tables["payouts"], world.tables["payments"]["kind"]
    fees = activity[activity["kind"] == "payment"].groupby("method")[["fee", "gross"]].sum()
    shares = {str(method): float(fee / gross) for method, fee, gross in fees.itertuples()}
    world.told(Truth("payment_fees", "nothing", more={"share_by_method": shares}))
    returned = float(kind.eq("bounced").sum() / max(kind.eq("debit").sum(), 1))
    where = {"payment_method": "direct_debit"}
    world.told(Truth("returned_debits", "nothing", "", where, more={"share": returned}))
