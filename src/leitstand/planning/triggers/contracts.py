"""What is known of running contracts: since when, for how much, until when they are paid or bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leitstand.planning.triggers.sight import Sight

if TYPE_CHECKING:
    import pandas as pd


def contracts(sight: Sight) -> pd.DataFrame:
    """One row per contract: `subscription_id`, `customer`, `since`, `paid_until` (first day not paid for), `months`
    (paid so far or ahead), `mrr` (of the last paid month)."""
    import pandas as pd

    rows = sight.of_customers("subscription_period", "subscription_id", "period_month", "mrr_base", "movement")
    rows = rows.dropna(subset=["period_month"])
    paid = rows[(rows.mrr_base.fillna(1) > 0) & (rows.movement != "churn")].sort_values("period_month")
    found = paid.groupby(["subscription_id", "customer"], as_index=False).agg(
        since=("period_month", "min"), last=("period_month", "max"), mrr=("mrr_base", "last")
    )
    until = (found["last"] + pd.DateOffset(months=1)) if len(found) else found["last"]
    months = (until.dt.year - found.since.dt.year) * 12 + until.dt.month - found.since.dt.month
    return found.assign(paid_until=until, months=months)[
        ["subscription_id", "customer", "since", "paid_until", "months", "mrr"]
    ]
